export default {
  provider: {
    section: "Who runs the platforms",
    note: "shown to clients, on pages and in reports",
  },
  clientNew: { title: "New client" },
  client: {
    identity: "Name",
    end: "End of the contract",
    retireTitle: "Take {{name}} out of service?",
    retireConsequence:
      "The client leaves the lists and its users reach nothing any more. Its address stays taken. This cannot be undone.",
    retireVerb: "Take {{name}} out of service",
  },
  contact: {
    section: "Contacts",
    clientNote: "whom to call at the client’s, without an account here",
    projectNote: "whom to call for this project, without an account here",
    order: "{{order}} in the calling order",
    removeTitle: "Remove {{name}} from the contacts?",
    removeConsequence: "Their details are erased for good. The audit trail keeps their name.",
    removeVerb: "Remove {{name}}",
  },
  projectNew: {
    title: "New project",
    noClient: {
      title: "A project belongs to a client, and there is none yet.",
      text: "Add the client first; you will come back here afterwards.",
    },
  },
  project: {
    identity: "Project record",
    end: "End of the project",
    retireTitle: "Take {{name}} out of service?",
    retireConsequence:
      "The project leaves every list, the client’s too. Its address stays taken. This cannot be undone.",
    retireVerb: "Take {{name}} out of service",
  },
  application: {
    section: "Applications and pools",
    note: "what each application has contracted, and since when",
    retireTitle: "Take {{name}} out of service?",
    retireConsequence: "The application leaves the lists; the history of its pools stays. This cannot be undone.",
    retireVerb: "Take {{name}} out of service",
  },
  pool: {
    none: "Nothing contracted so far.",
    line: "{{cpu}} GHz, {{memory}} of RAM, {{disk}} of disk",
  },
  effect: {
    now: "In effect",
    since: "from {{day}}",
    withdrawTitle: "Withdraw this agreement?",
    withdrawConsequence: "It will no longer count; the audit trail keeps it.",
    withdrawVerb: "Withdraw the agreement",
  },
  terms: {
    section: "Contract terms",
    note: "the newest in effect counts",
    availability: "Availability of {{target}} a month",
    notice_one: "{{count}} day of notice for maintenance",
    notice_other: "{{count}} days of notice for maintenance",
    support: "support {{hours}}",
    desk: "How soon tickets are answered is agreed per client and priority, under Administration, Service desk.",
  },
  roles: {
    section: "Roles",
    note: "in the order in which a visit travels",
    removeTitle: "Take the role {{name}} off the list?",
    removeConsequence: "No machine can be given it any more.",
    removeVerb: "Remove {{name}}",
  },
};
