export default {
  empty: {
    clients: {
      title: "Aucun client pour l’instant.",
      text: "Ajoutez le premier : ses projets et ses utilisateurs viendront ensuite.",
    },
    projects: {
      title: "Aucun projet en service.",
      text: "Ouvrez-en un pour y mettre des applications et des machines.",
    },
    allProjects: {
      title: "Aucun projet en service.",
      text: "Ouvrez-en un pour un client.",
      textManager: "Un administrateur vous confiera un projet ; il apparaîtra ici.",
    },
    clientUsers: {
      title: "Personne n’a encore accès.",
      text: "Invitez l’administrateur du client : il invitera les autres.",
    },
    contacts: {
      title: "Personne à appeler pour l’instant.",
      text: "Ajoutez au moins le contact technique : le support en aura besoin la nuit.",
    },
    applications: {
      title: "Aucune application.",
      text: "Ajoutez-en une par partie du service : boutique, suivi de commandes, base de données.",
    },
    terms: {
      title: "Aucun engagement noté.",
      text: "Sans lui, la disponibilité ne peut pas être jugée. Reprenez les chiffres du contrat.",
    },
    machines: {
      title: "Aucune machine en service.",
      text: "Ajoutez-en une ; la page suivante donne la commande à lancer dessus.",
    },
    allMachines: {
      title: "Aucune machine ne répond à ces filtres.",
      text: "Élargissez les filtres, ou ajoutez une machine depuis la page de son projet.",
    },
    users: {
      title: "Aucun utilisateur ne répond à ces filtres.",
      text: "Élargissez les filtres, ou invitez quelqu’un.",
    },
    invitations: {
      title: "Aucune invitation en attente.",
      text: "Celles que vous envoyez restent ici jusqu’à la réponse.",
      textClient: "Celles que vous envoyez restent ici jusqu’à la réponse.",
    },
    roles: { title: "Aucun rôle : cette personne n’atteint rien.", text: "Donnez-lui un rôle ci-dessous." },
    sessions: { title: "Connecté nulle part.", text: "Ses sessions ouvertes apparaîtront ici." },
    audit: { title: "Rien dans le journal pour ces filtres.", text: "Élargissez la période ou les filtres." },
  },
};
