export default {
  empty: {
    clients: { title: "No client yet.", text: "Add the first: its projects and users come afterwards." },
    projects: { title: "No project in service.", text: "Open one, to put applications and machines in it." },
    allProjects: {
      title: "No project in service.",
      text: "Open one for a client.",
      textManager: "An administrator will entrust a project to you; it will appear here.",
    },
    clientUsers: {
      title: "Nobody has access yet.",
      text: "Invite the client’s administrator, who will invite the others.",
    },
    contacts: {
      title: "Nobody to call yet.",
      text: "Add at least the technical contact: support will need it at night.",
    },
    applications: {
      title: "No application.",
      text: "Add one for each part of the service: shop, order tracking, database.",
    },
    terms: {
      title: "No terms noted.",
      text: "Without them availability cannot be judged. Take the figures of the contract.",
    },
    machines: { title: "No machine in service.", text: "Add one; the next page gives the command to run on it." },
    allMachines: {
      title: "No machine fits these filters.",
      text: "Widen the filters, or add a machine from its project’s page.",
    },
    users: { title: "No user fits these filters.", text: "Widen the filters, or invite somebody." },
    invitations: {
      title: "No pending invitation.",
      text: "Those you send stay here until they are answered.",
      textClient: "Those you send stay here until they are answered.",
    },
    roles: { title: "No role: this person reaches nothing.", text: "Give them a role below." },
    sessions: { title: "Signed in nowhere.", text: "Their open sessions will appear here." },
    audit: { title: "Nothing in the trail for these filters.", text: "Widen the period or the filters." },
  },
};
