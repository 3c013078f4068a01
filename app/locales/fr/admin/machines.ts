export default {
  machineNew: {
    title: "Nouvelle machine",
    text: "Elle existera dès maintenant dans le projet et restera muette jusqu’à son enrôlement, à l’étape suivante.",
  },
  machine: {
    details: "Fiche",
    rename: "Renommer",
    end: "Retirer du service",
    endText: "Pour une machine éteinte pour de bon. Pour une panne ou des travaux, laissez-la en service.",
    retireTitle: "Retirer {{name}} du service ?",
    retireConsequence:
      "{{name}} n’est plus reçue dès cet instant, quitte toutes les listes et ne compte plus dans l’état du projet. Ses mesures restent aussi longtemps que les autres ; son nom reste pris. Cela ne se défait pas.",
    retireVerb: "Retirer {{name}}",
  },
  machinesPage: { filters: "Filtrer les machines" },
  enrolment: {
    section: "Enrôlement",
    state: { none: "Pas enrôlée", waiting: "Commande en attente", enrolled: "Enrôlée" },
    text: {
      none: "La machine n’a pas encore de jeton : elle ne peut rien envoyer. Demandez la commande, puis lancez-la sur la machine.",
      waiting:
        "Une commande a été montrée et n’a pas encore servi. Si elle est perdue, demandez-en une autre : la première ne vaudra plus rien.",
      enrolled: "La machine a son propre jeton et peut envoyer ses mesures.",
    },
    first: "Obtenir la commande d’enrôlement",
    again: "Obtenir une nouvelle commande",
    since: "Enrôlée le",
    until: "Commande valable jusqu’au",
    revoke: "Révoquer le jeton",
    revokeTitle: "Révoquer le jeton de {{name}} ?",
    revokeConsequence:
      "{{name}} est refusée dès son prochain envoi et garde ses mesures chez elle. Pour l’entendre de nouveau, il faudra l’enrôler encore.",
    onceTitle: "À lancer sur la machine. Cette commande ne sera plus montrée.",
    onceText: "Elle sert une seule fois, avant {{until}}. Nous n’en gardons qu’une empreinte.",
    listen: "La page écoute. Elle changera dès que la machine se sera présentée.",
    installLabel: "Installer l’agent et l’enrôler, en root",
    enrolLabel: "Ou, si l’agent est déjà installé",
    copy: "Copier",
    copied: "Copié",
  },
};
