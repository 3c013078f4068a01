import type { Milestone } from "../../workflow/steps.ts";

/** What the shopper is told of an order, on the tracking page and by mail. */
const told: Record<Milestone, { readonly title: string; readonly text: string }> = {
  paid: { title: "Paiement reçu", text: "Votre paiement est bien reçu. Nous préparons votre commande." },
  ordered: { title: "Pneus commandés", text: "Vos pneus sont commandés auprès de notre fournisseur." },
  shipped: { title: "Pneus expédiés", text: "Vos pneus sont en route vers le centre de montage." },
  late: {
    title: "Livraison retardée",
    text: "La livraison au centre prend plus de temps que prévu. Vous n’avez rien à faire : nous vous prévenons dès l’arrivée.",
  },
  delivered: { title: "Pneus arrivés au centre", text: "Vos pneus vous attendent au centre de montage." },
  appointment: { title: "Rendez-vous confirmé", text: "Le centre de montage a confirmé votre rendez-vous." },
  fitted: { title: "Pneus montés", text: "Vos pneus sont montés. Bonne route !" },
  closed: { title: "Commande terminée", text: "Votre commande est terminée. Merci de votre confiance." },
  supplier_refused: {
    title: "Pneus indisponibles",
    text: "Notre fournisseur ne peut pas livrer ces pneus. Nous vous remboursons la totalité de la commande.",
  },
  cancelled: { title: "Commande annulée", text: "Votre commande est annulée, comme vous l’avez demandé." },
  no_show: {
    title: "Rendez-vous manqué",
    text: "Le centre ne vous a pas vu au rendez-vous. La commande est close et vous est remboursée.",
  },
  refunded: {
    title: "Remboursement effectué",
    text: "Le montant de la commande vous est rendu par le moyen de paiement utilisé.",
  },
};

export const milestones = {
  ...told,
  subject: (number: string, title: string) => `${title} – commande ${number}`,
  mail: (name: string, text: string, number: string) =>
    `Bonjour ${name},\n\n${text}\n\nVotre commande : ${number}. Suivez-la sur notre site avec ce numéro et votre adresse e-mail.\n\nL’équipe POPGOM`,
};
