export default {
  title: "Tickets",
  number: "no. {{number}}",
  kind: { incident: "Incident", request: "Request", question: "Question", problem: "Problem" },
  state: {
    new: "New",
    open: "In progress",
    waiting_client: "Waiting for the client",
    waiting_third: "Waiting for a third party",
    resolved: "Resolved",
    closed: "Closed",
  },
  stateForClient: { waiting_client: "Waiting for your answer" },
  level: { high: "High", medium: "Medium", low: "Low" },
  priority: "priority {{priority}}",
  priorities: { "1": "1, the most pressing", "2": "2", "3": "3", "4": "4" },
  nobody: "Nobody",
  none: "None",
};
