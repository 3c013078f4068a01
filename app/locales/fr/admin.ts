export default {
  title: "Administration",
  entries: {
    group: "Administration",
    wall: "Mur",
    projectPages: "Pages des projets",
    overview: "À faire",
    clients: "Clients",
    projects: "Projets",
    machines: "Machines",
    roles: "Rôles de machines",
    users: "Utilisateurs",
    audit: "Journal d’audit",
    outbox: "Courrier sortant",
    provider: "Prestataire",
    parts: "Planche des parties",
  },
};
