export default {
  pin: {
    verb: "Pin",
    sentence: "What this page shows, in one sentence",
    help: "The page is kept as it is addressed, with its window of time.",
    for: "For whom",
    report: "For the month’s report",
    committee: "For the committee",
    done: "Pinned.",
  },
  pins: {
    title: "Pinned facts",
    qualifier: "for the report and the committee",
    report: "For the month’s report",
    committee: "For the committee",
    none: "Nothing pinned yet.",
    how: "On a page of the project, “Pin” keeps a chart, an outage, a ticket or an intervention with your sentence.",
    by: "by {{name}}",
    takeOff: {
      label: "Unpin",
      title: "Unpin this fact?",
      consequence: "It leaves this list and will not be offered to the report. The audit keeps a trace of it.",
      verb: "Unpin the fact",
    },
  },
  seeAs: {
    title: "See as the client",
    text: "Every page is shown as this role at the client sees it, without internal notes. Nothing can be written, and your own view comes back by itself after two hours. The audit says who looked, as whom and when.",
    role: "As whom",
    verb: "See as this role",
  },
};
