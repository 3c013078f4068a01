export const payment = {
  title: "Paiement d’essai",
  lead: "Cette page remplace celle d’une banque : aucun argent ne circule. Choisissez ce qui doit arriver.",
  amount: "Montant",
  order: "Commande",
  outcomes: {
    success: "Payer",
    refuse: "Faire refuser la carte",
    challenge: "Demander une vérification 3-D Secure",
    abandon: "Abandonner le paiement",
    late: "Payer, confirmation une minute plus tard",
  },
  challengeTitle: "Vérification 3-D Secure",
  challengeLead: "Votre banque vous demande de confirmer ce paiement.",
  confirm: "Confirmer le paiement",
  over: "Ce paiement est terminé.",
  back: "Revenir à la commande",
};
