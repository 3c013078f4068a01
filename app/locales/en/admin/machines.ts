export default {
  machineNew: {
    title: "New machine",
    text: "It will exist in the project at once, and stay silent until it is enrolled, which is the next step.",
  },
  machine: {
    details: "Record",
    rename: "Rename",
    end: "Take out of service",
    endText: "For a machine that is switched off for good. During an outage or works, leave it in service.",
    retireTitle: "Take {{name}} out of service?",
    retireConsequence:
      "{{name}} is not heard from this moment on, leaves every list and no longer counts in the project’s state. Its measurements stay as long as the others; its name stays taken. This cannot be undone.",
    retireVerb: "Take {{name}} out of service",
  },
  machinesPage: { filters: "Filter machines" },
  enrolment: {
    section: "Enrolment",
    state: { none: "Not enrolled", waiting: "Command waiting", enrolled: "Enrolled" },
    text: {
      none: "The machine has no token yet: it cannot send anything. Get the command, then run it on the machine.",
      waiting:
        "A command was shown and has not been used yet. If it is lost, get another: the first will be worth nothing.",
      enrolled: "The machine has its own token and may send its measurements.",
    },
    first: "Get the enrolment command",
    again: "Get a new command",
    since: "Enrolled",
    until: "Command valid until",
    revoke: "Revoke the token",
    revokeTitle: "Revoke the token of {{name}}?",
    revokeConsequence:
      "{{name}} is refused from its next push on and keeps its measurements at home. To be heard again it must be enrolled anew.",
    onceTitle: "Run this on the machine. It will not be shown again.",
    onceText: "It works once, before {{until}}. We keep only a fingerprint of it.",
    listen: "This page is listening: it changes as soon as the machine has introduced itself.",
    installLabel: "Install the agent and enrol it, as root",
    enrolLabel: "Or, where the agent is installed already",
    copy: "Copy",
    copied: "Copied",
  },
};
