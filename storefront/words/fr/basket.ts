export const basket = {
  title: "Votre panier",
  empty: "Votre panier est vide.",
  browse: "Chercher des pneus",
  quantity: "Quantité",
  total: "Total",
  change: "Mettre à jour",
  remove: "Retirer",
  net: "Total hors taxes",
  vat: (percent: number) => `TVA ${percent} %`,
  toPay: "Total à payer",
  fitting: "Montage, équilibrage et recyclage de l’ancien pneu",
  centre: "Centre de montage",
  noCentre: "Vous choisirez le centre et le rendez-vous à l’étape suivante.",
  changeCentre: "Changer de centre",
  chooseCentre: "Choisir un centre",
  order: "Commander",
  setOf: (quantity: number) =>
    quantity === 4 ? "4 (le train complet)" : quantity === 2 ? "2 (un essieu)" : `${quantity}`,
  left: (title: string, stock: number) =>
    stock === 0
      ? `Le pneu ${title} vient d’être vendu : il n’en reste plus. Retirez-le ou choisissez un autre modèle.`
      : `Il ne reste que ${stock} pneus ${title}. Réduisez la quantité ou choisissez un autre modèle.`,
  awaiting: (number: string) => `Votre commande ${number} attend son paiement.`,
  resume: "Reprendre le paiement",
  vatIncluded: "Prix toutes taxes comprises, au taux du pays de votre adresse.",
  lines: "Vos pneus",
  each: (price: string) => `${price} TTC le pneu`,
  problems: {
    quantity: "Choisissez une quantité de 1 à 8 pneus.",
    tyre: "Ce pneu n’est plus proposé.",
    centre: "Ce centre n’est plus proposé. Choisissez-en un autre.",
    full: "Votre panier contient déjà vingt modèles différents\u00a0: commandez-les ou retirez-en un.",
  },
};
