export default {
  seen: {
    title: "Ya visto",
    byMeasures: "por las medidas",
    ticket: "N.º {{number}}: {{subject}}",
    when: "El {{day}}. {{outcome}}.",
    resolved: "Resuelto en {{span}}",
    why: "La misma desviación: {{measures}}",
    whySameHour: "La misma desviación, a la misma hora: {{measures}}",
    cite: "Citar n.º {{number}}",
    unrelated: "Sin relación",
    quote: "{{subject}}, el {{day}}. {{why}}.",
  },
  join: {
    title: "Adjuntar medidas",
    machine: "Máquina",
    allMachines: "Todas las máquinas",
    from: "De",
    to: "A",
    refused: {
      endsBeforeItStarts: "Las medidas terminan antes de empezar.",
      startsInTheFuture: "Estas medidas aún no se han tomado.",
      tooLong: "Dos semanas de medidas como máximo.",
    },
  },
};
