export default {
  title: "Availability",
  kept: "{{service}} was available {{contractual}} of the time, for {{promised}} promised: the promise is kept. {{raw}} raw, nothing deducted.",
  broken:
    "{{service}} was available {{contractual}} of the time, for {{promised}} promised: the promise is broken. {{raw}} raw, nothing deducted.",
  counted_one: "One outage counted, of {{duration}}, of {{budget}} tolerated.",
  counted_other: "{{outages}} outages counted, {{duration}} in all, of {{budget}} tolerated.",
  noOutage: "No outage counted this month; {{budget}} were tolerated.",
  unknown: {
    unmeasured: "{{service}}: nobody measured this month.",
    partly: "{{service}}: {{duration}} not measured, neither up nor down.",
    nothingPromised: "No service is promised: there is no availability to count.",
  },
  service: "Service",
  promised: "Promised",
  contractual: "Contractual",
  raw: "Raw",
  outages: "Outages counted",
  duration: "Time counted",
};
