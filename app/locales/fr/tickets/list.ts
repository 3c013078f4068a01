export default {
  list: {
    open: "{{count}} en cours",
    caption: "Tickets du projet",
    subject: "Objet",
    state: "État",
    priority: "Priorité",
    requester: "Demandé par",
    assignee: "Suivi par",
    moved: "Dernier mouvement",
    new: "Ouvrir un ticket",
    empty: "Aucun ticket pour l’instant.",
    emptyText: "Ouvrez-en un pour signaler une gêne, demander un changement ou poser une question.",
  },
};
