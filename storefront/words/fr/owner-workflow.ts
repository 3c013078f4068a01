import type { WorkflowVariables } from "../../workflow/variables.ts";

const variable: Record<keyof WorkflowVariables, string> = {
  reference: "Références du fournisseur",
  quantity: "Nombre de pneus",
  deliveryPostcode: "Code postal de livraison",
  centre: "Centre de montage",
  slotAt: "Rendez-vous, heure du centre",
};

const several = (count: number, one: string, many: string) => (count > 1 ? many : one);

/** The owner's pages of the orders' workflow and of its incidents. In French only. */
export const ownerWorkflow = {
  title: "Parcours des commandes",
  underWay: (count: string, isSeveral: boolean) =>
    isSeveral ? `${count} commandes en cours` : `${count} commande en cours`,
  stuckAmong: (count: string, isSeveral: boolean) => (isSeveral ? `dont ${count} bloquées` : `dont ${count} bloquée`),
  noneStuck: "aucune bloquée",
  seeIncidents: "Voir les incidents",
  withTests: "Commandes d’essai comprises.",
  diagram: "Diagramme du parcours. Le tableau qui suit dit la même chose.",
  larger: "Agrandir",
  smaller: "Réduire",
  whole: "Voir tout",
  table: "Les mêmes chiffres, étape par étape",
  step: "Étape",
  waiting: "En attente",
  stuck: "Bloquées",
  stuckMark: (count: number) => `${count}\u00a0${several(count, "bloquée", "bloquées")}`,
  ofStep: (step: string, waiting: number, stuck: number) => `${step}\u00a0: ${waiting} en attente, ${stuck} bloquées`,

  incidents: "Incidents",
  noIncident: "Aucune commande n’est bloquée.",
  incidentsText:
    "Ces commandes se sont arrêtées à une étape et n’iront pas plus loin d’elles-mêmes. Corrigez ce qui est dit aux partenaires, ou reprenez-les telles quelles.",
  tick: (number: string) => `Cocher ${number}`,
  retryTicked: "Reprendre les commandes cochées",
  seeOrder: "La commande",
  since: "depuis le",
  correct: "Corriger et reprendre",
  correctText: "Ce qui est dit aux partenaires pour cette commande. La commande du client ne change pas.",
  variable,
  retried: (count: number) => several(count, "Une commande est reprise.", `${count} commandes sont reprises.`),
  notRetried: (count: number) =>
    several(count, "Une autre n’était plus bloquée.", `${count} autres n’étaient plus bloquées.`),
  shown: (count: string) => `Les ${count} plus anciennes sont montrées.`,
  refused: {
    noneTicked: "Cochez au moins une commande.",
    notStuck: "Cette commande n’est plus bloquée\u00a0: rien n’a été changé.",
    changedMeanwhile:
      "Cette commande a changé pendant votre saisie. Rien n’a été enregistré\u00a0: vérifiez, puis recommencez.",
    invalid: (names: string) => `À corriger\u00a0: ${names}. Rien n’a été enregistré.`,
  },
};
