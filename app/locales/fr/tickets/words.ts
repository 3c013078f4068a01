export default {
  title: "Tickets",
  number: "n° {{number}}",
  kind: { incident: "Incident", request: "Demande", question: "Question", problem: "Problème" },
  state: {
    new: "Nouveau",
    open: "En cours",
    waiting_client: "Attend le client",
    waiting_third: "Attend un tiers",
    resolved: "Résolu",
    closed: "Clos",
  },
  stateForClient: { waiting_client: "Attend votre réponse" },
  level: { high: "Forte", medium: "Moyenne", low: "Faible" },
  priority: "priorité {{priority}}",
  priorities: { "1": "1, la plus pressante", "2": "2", "3": "3", "4": "4" },
  nobody: "Personne",
  none: "Aucun",
};
