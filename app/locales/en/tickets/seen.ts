export default {
  seen: {
    title: "Seen before",
    byMeasures: "by the measures",
    ticket: "No. {{number}}: {{subject}}",
    when: "On {{day}}. {{outcome}}.",
    resolved: "Resolved in {{span}}",
    why: "Same departure: {{measures}}",
    whySameHour: "Same departure, at the same hour: {{measures}}",
    cite: "Quote no. {{number}}",
    unrelated: "Unrelated",
    quote: "{{subject}}, on {{day}}. {{why}}.",
  },
  join: {
    title: "Join measures",
    machine: "Machine",
    allMachines: "All machines",
    from: "From",
    to: "To",
    refused: {
      endsBeforeItStarts: "The measures end before they start.",
      startsInTheFuture: "These measures are not taken yet.",
      tooLong: "Two weeks of measures at most.",
    },
  },
};
