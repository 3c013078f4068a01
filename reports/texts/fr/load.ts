export default {
  title: "La charge des machines",
  busiest:
    "La machine la plus occupée a été {{machine}} : son processeur est resté sous {{high}} pendant 95 % des heures, avec une pointe à {{max}}.",
  withoutOne: {
    two: "{{tier}} : si l’une des deux machines manquait, l’autre serait occupée à {{high}} aux heures fortes.",
    more: "{{tier}} : si l’une des {{machines}} machines manquait, les autres seraient occupées à {{high}} aux heures fortes.",
  },
  notWithoutOne: {
    two: "{{tier}} : si l’une des deux machines manquait, l’autre serait occupée à {{high}} aux heures fortes ; elle ne suffirait pas.",
    more: "{{tier}} : si l’une des {{machines}} machines manquait, les autres seraient occupées à {{high}} aux heures fortes ; elles ne suffiraient pas.",
  },
  moved: {
    cpu: "{{machine}} : le processeur aux heures fortes est passé de {{from}} à {{to}} en un mois.",
    memory: "{{machine}} : la mémoire aux heures fortes est passée de {{from}} à {{to}} en un mois.",
    disk: "{{machine}} : le disque le plus plein est passé de {{from}} à {{to}} en un mois.",
  },
  unknown: {
    none: "Ce projet n’a pas de machine mesurée.",
    silent_one: "Une machine n’a rien transmis de ce mois, ou trop peu : {{machines}}.",
    silent_many: "{{count}} machines n’ont rien transmis de ce mois, ou trop peu : {{machines}}.",
    silent_other: "{{count}} machines n’ont rien transmis de ce mois, ou trop peu : {{machines}}.",
    partly: "{{machine}} n’a transmis ses mesures que pendant {{share}} du temps.",
    yearBefore: "Les mesures du même mois de l’an dernier manquent : rien n’est comparé à un an.",
  },
  machine: "Machine",
  picture: "Du milieu aux heures fortes",
  half: "Milieu",
  high: "95 %",
  max: "Pointe",
  monthBefore: "95 %, mois préc.",
  yearBefore: "95 %, un an avant",
  unmeasured: "pas de mesure",
  together: "processeurs ensemble : milieu {{half}}, 95 % des heures sous {{high}}",
  kinds: { cpu: "Processeur", memory: "Mémoire", disk: "Disque le plus plein" },
};
