import type { ORDER_STATUSES } from "../../db/schema/orders.ts";
import type { PAYMENT_STATES } from "../../db/schema/payments.ts";
import type { WORKFLOW_EVENTS } from "../../db/schema/workflow.ts";

const status: Record<(typeof ORDER_STATUSES)[number], string> = {
  placed: "À payer",
  paid: "Payée",
  ordered: "Chez le fournisseur",
  shipped: "Expédiée",
  delivered: "Au centre",
  confirmed: "Rendez-vous confirmé",
  fitted: "Montée",
  closed: "Close",
  cancelled: "Annulée",
  refunded: "Remboursée",
};

const payment: Record<(typeof PAYMENT_STATES)[number], string> = {
  pending: "en attente",
  challenged: "en vérification",
  paid: "payé",
  refused: "refusé",
  abandoned: "abandonné",
  refund_due: "à rendre",
  refunded: "rendu",
};

const event: Record<(typeof WORKFLOW_EVENTS)[number], string> = {
  started: "Parcours commencé",
  step: "Étape faite",
  answer: "Réponse reçue",
  timer: "Délai écoulé",
  cancellation: "Annulation entendue",
  failure: "Échec, nouvel essai prévu",
  incident: "Bloquée",
  correction: "Correction",
  retry: "Reprise demandée",
  end: "Parcours terminé",
};

/** The owner's pages of orders. In French only. */
export const ownerOrders = {
  title: "Commandes",
  search: "Numéro ou adresse e-mail",
  statusField: "État",
  withTests: "Avec les commandes d’essai",
  atStep: (step: string) => `À l’étape «\u202f${step}\u202f»`,
  found: (count: string, isSeveral: boolean) => (isSeveral ? `${count} commandes` : `${count} commande`),
  test: "essai",
  stuck: "bloquée",
  number: "Numéro",
  customer: "Client",
  placedAt: "Passée le",
  appointment: "Rendez-vous",
  total: "Total TTC",
  status,

  of: (number: string) => `Commande ${number}`,
  back: "Toutes les commandes",
  lines: "Articles",
  article: "Article",
  quantity: "Quantité",
  unit: "Prix HT",
  net: "Total HT",
  vat: "TVA",
  gross: "Total TTC",
  who: "Client",
  centre: "Centre de montage",
  noCentre: "Aucun centre",
  payments: "Paiements",
  reference: "Référence",
  amount: "Montant",
  state: "État",
  changedAt: "Le",
  reason: "Motif",
  payment,
  milestones: "Étapes vues par le client",
  notYet: "Rien encore.",
  workflow: "Parcours",
  standsAt: (step: string) => `Elle est à l’étape «\u202f${step}\u202f».`,
  since: "Depuis le",
  nextLook: "Prochain examen le",
  timer: (step: string) => `Délai «\u202f${step}\u202f» jusqu’au`,
  ended: (step: string) => `Son parcours est terminé\u00a0: ${step.toLowerCase()}.`,
  notStarted:
    "Elle n’est pas payée\u00a0: son parcours commence avec le paiement. Impayée, elle est annulée au bout de trente minutes.",
  isStuck: (step: string) => `Bloquée à l’étape «\u202f${step}\u202f»`,
  seeIncident: "Corriger et reprendre",
  event,
  actors: { payment: "paiement", owner: "gestion" } as Readonly<Record<string, string>>,
  mails: "E-mails",
  subject: "Objet",
  mail: {
    sent: "parti le",
    failed: "abandonné",
    waiting: "en attente",
    tried: (attempts: string, error: string) => `essais\u00a0: ${attempts}, dernière réponse\u00a0: ${error}`,
  },
  cancel: "Annuler et rembourser",
  cancelText:
    "Le fournisseur est prévenu, les pneus reviennent en stock et le client est remboursé. Possible jusqu’à l’expédition.",
  cancelRequested:
    "L’annulation est demandée\u00a0: elle se fait dans l’instant, ou dès que la commande n’est plus bloquée.",
  cancelRefused: {
    unknown: "Cette commande n’a pas de parcours en cours\u00a0: il n’y a rien à annuler.",
    tooLate: "Trop tard\u00a0: les pneus sont déjà partis. Convenez d’un retour avec le client.",
  },
};
