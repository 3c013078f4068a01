export default {
  title: "Les tickets",
  none: "Aucun ticket n’a été ouvert ni traité ce mois.",
  counts_one: "{{opened}} ticket ouvert ce mois, {{resolved}} résolus ; {{open}} restaient à traiter à la fin du mois.",
  counts_many:
    "{{opened}} tickets ouverts ce mois, {{resolved}} résolus ; {{open}} restaient à traiter à la fin du mois.",
  counts_other:
    "{{opened}} tickets ouverts ce mois, {{resolved}} résolus ; {{open}} restaient à traiter à la fin du mois.",
  noneLeft_one: "{{opened}} ticket ouvert ce mois, {{resolved}} résolus ; aucun ne restait à traiter à la fin du mois.",
  noneLeft_many:
    "{{opened}} tickets ouverts ce mois, {{resolved}} résolus ; aucun ne restait à traiter à la fin du mois.",
  noneLeft_other:
    "{{opened}} tickets ouverts ce mois, {{resolved}} résolus ; aucun ne restait à traiter à la fin du mois.",
  kept: {
    first_response: "Premières réponses : {{kept}} sur {{all}} dans le délai du contrat.",
    next_update: "Nouvelles en cours de route : {{kept}} sur {{all}} dans le délai du contrat.",
    resolution: "Résolutions : {{kept}} sur {{all}} dans le délai du contrat.",
  },
  missed: {
    first_response:
      "Ticket n° {{number}}, « {{subject}} » : première réponse en {{took}} ouvrées, pour {{target}} promises.",
    next_update: "Ticket n° {{number}}, « {{subject}} » : {{took}} ouvrées sans nouvelles, pour {{target}} promises.",
    resolution: "Ticket n° {{number}}, « {{subject}} » : résolu en {{took}} ouvrées, pour {{target}} promises.",
  },
  unknown: { noPromise: "Aucun délai n’est promis pour les tickets de ce mois." },
  clocks: "Délais du contrat",
  clocksNote: "promesses tenues, en heures ouvrées du contrat",
  priority: "Priorité",
  priorities: { "1": "1, la plus pressante", "2": "2", "3": "3", "4": "4" },
  clock: { first_response: "Première réponse", next_update: "Nouvelles", resolution: "Résolution" },
  of: "{{kept}} / {{all}}",
  all: "Ensemble",
  list: "Les tickets du mois",
  listNote: "les {{shown}} derniers sur {{all}}",
  number: "N°",
  subject: "Sujet",
  kind: "Nature",
  opened: "Ouvert",
  resolved: "Résolu",
  stillOpen: "à traiter",
  kinds: { incident: "Incident", request: "Demande", question: "Question", problem: "Problème" },
};
