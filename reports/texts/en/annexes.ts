export default {
  title: "Annexes",
  period: "This report covers the month from {{from}} to {{to}}, {{hours}} hours, in the time zone {{timeZone}}.",
  periodShort:
    "This report covers the month from {{from}} to {{to}}, in the time zone {{timeZone}}: {{hours}} hours, as the change to summer time took one.",
  periodLong:
    "This report covers the month from {{from}} to {{to}}, in the time zone {{timeZone}}: {{hours}} hours, as the change to winter time gave one back.",
  terms: "How all was counted",
  term: {
    contractual: "Contractual availability",
    raw: "Raw availability",
    maintenance: "Maintenance",
    unmonitored: "Time without a measure",
    precision: "Precision of an outage",
    lost: "Orders lost",
    expected: "What was expected",
    load: "Middle, 95%, peak",
    remaining: "What is left",
    score: "Were we right?",
    bandwidth: "95th percentile of traffic",
    restore: "Proven restore",
    clocks: "Times of tickets",
    verdict: "Verdict of an intervention",
    evidence: "Evidence",
  },
  text: {
    contractual:
      "Time up divided by time up and the outages that count. A service that answers on a part of its machines is up.",
    raw: "The same division, by the checks alone: nothing is deducted.",
    maintenance:
      "It is not counted if you approved it before it began and it was announced in time; what goes past its window is an outage again.",
    unmonitored: "When nobody looked, it is neither up nor down: this time is in no division.",
    precision: "The beginning and the end of an outage are known to one interval of a check.",
    lost: "What was expected during the outage, less what the shop counted; the range is that of ordinary days.",
    expected:
      "By the same weekday and hour of the eight weeks before, holidays and your campaigns: 98 of 100 ordinary days are within the band.",
    load: "Of the means of each hour of the month: half are below the middle, 95 of 100 below the second value. The peak is the highest measure, to ten seconds.",
    remaining:
      "A range of dates: eight chances in ten that the limit is reached between the first and the last. The date to act is the first, less the time that the action takes.",
    score:
      "Each forecast is kept; 30, 60 and 90 days later the day’s measure should be inside its band eight times in ten.",
    bandwidth:
      "Mean rates of five minutes, in order: 95 of 100 are below. What was not measured is neither counted nor guessed.",
    restore: "A backup brought back to a place apart, checked and timed. The proof gets old.",
    clocks: "In the business hours of your contract; they stop while we wait for you, where the contract says so.",
    verdict: "The day after the work, compared with the same hours of the same weekday before.",
    evidence: "Each underlined figure leads to the page of the extranet that shows it, with its measures.",
  },
  gaps: "When nobody looked",
  gapsNote: "this time counts neither as up nor as down",
  from: "From",
  duration: "Length",
  service: "Service",
  machines: "The project’s machines",
  machinesNote: "by contract",
  machine: "Machine",
  role: "Role",
  application: "Application",
  cpu: "Processor",
  memory: "Memory",
  disk: "Disk",
};
