export default {
  seen: {
    title: "Déjà vu",
    byMeasures: "par les mesures",
    ticket: "N° {{number}} : {{subject}}",
    when: "Le {{day}}. {{outcome}}.",
    resolved: "Résolu en {{span}}",
    why: "Même écart : {{measures}}",
    whySameHour: "Même écart, à la même heure : {{measures}}",
    cite: "Citer n° {{number}}",
    unrelated: "Sans rapport",
    quote: "{{subject}}, le {{day}}. {{why}}.",
  },
  join: {
    title: "Joindre des mesures",
    machine: "Machine",
    allMachines: "Toutes les machines",
    from: "De",
    to: "À",
    refused: {
      endsBeforeItStarts: "La fin des mesures est avant leur début.",
      startsInTheFuture: "Ces mesures ne sont pas encore prises.",
      tooLong: "Deux semaines de mesures au plus.",
    },
  },
};
