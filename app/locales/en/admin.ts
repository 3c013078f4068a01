export default {
  title: "Administration",
  entries: {
    group: "Administration",
    wall: "Wall",
    projectPages: "Project pages",
    overview: "To do",
    clients: "Clients",
    projects: "Projects",
    machines: "Machines",
    roles: "Machine roles",
    users: "Users",
    audit: "Audit trail",
    outbox: "Outgoing mail",
    provider: "Provider",
    parts: "Sheet of parts",
  },
};
