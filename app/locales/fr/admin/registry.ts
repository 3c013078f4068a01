export default {
  provider: {
    section: "Qui exploite les plateformes",
    note: "affiché aux clients, sur les pages et dans les rapports",
  },
  clientNew: { title: "Nouveau client" },
  client: {
    identity: "Nom",
    end: "Fin du contrat",
    retireTitle: "Retirer {{name}} du service ?",
    retireConsequence:
      "Le client quitte les listes et ses utilisateurs n’atteignent plus rien. Son adresse reste prise. Cela ne se défait pas.",
    retireVerb: "Retirer {{name}}",
  },
  contact: {
    section: "Contacts",
    clientNote: "qui appeler chez le client, sans compte ici",
    projectNote: "qui appeler pour ce projet, sans compte ici",
    order: "{{order}} dans l’ordre d’appel",
    removeTitle: "Retirer {{name}} des contacts ?",
    removeConsequence: "Ses coordonnées sont effacées pour de bon. Le journal d’audit garde son nom.",
    removeVerb: "Retirer {{name}}",
  },
  projectNew: {
    title: "Nouveau projet",
    noClient: {
      title: "Un projet appartient à un client, et il n’y en a pas encore.",
      text: "Ajoutez d’abord le client ; vous reviendrez ici ensuite.",
    },
  },
  project: {
    identity: "Fiche du projet",
    end: "Fin du projet",
    retireTitle: "Retirer {{name}} du service ?",
    retireConsequence:
      "Le projet quitte toutes les listes, y compris celles du client. Son adresse reste prise. Cela ne se défait pas.",
    retireVerb: "Retirer {{name}}",
  },
  application: {
    section: "Applications et pools",
    note: "ce que chaque application a au contrat, et depuis quand",
    retireTitle: "Retirer {{name}} du service ?",
    retireConsequence: "L’application quitte les listes ; l’historique de ses pools reste. Cela ne se défait pas.",
    retireVerb: "Retirer {{name}}",
  },
  pool: {
    none: "Rien au contrat pour l’instant.",
    line: "{{cpu}} GHz, {{memory}} de RAM, {{disk}} de disque",
  },
  effect: {
    now: "En vigueur",
    since: "à compter du {{day}}",
    withdrawTitle: "Annuler cet accord ?",
    withdrawConsequence: "Il ne comptera plus ; le journal d’audit en garde la trace.",
    withdrawVerb: "Annuler l’accord",
  },
  terms: {
    section: "Engagements du contrat",
    note: "le plus récent en vigueur compte",
    availability: "Disponibilité de {{target}} par mois",
    notice_one: "{{count}} jour de préavis de maintenance",
    notice_many: "{{count}} jours de préavis de maintenance",
    notice_other: "{{count}} jours de préavis de maintenance",
    support: "support {{hours}}",
    desk: "Les délais des tickets se conviennent par client et par priorité, dans Administration, Assistance.",
  },
  roles: {
    section: "Rôles",
    note: "dans l’ordre où voyage une visite",
    removeTitle: "Retirer le rôle {{name}} de la liste ?",
    removeConsequence: "On ne pourra plus le donner à une machine.",
    removeVerb: "Retirer {{name}}",
  },
};
