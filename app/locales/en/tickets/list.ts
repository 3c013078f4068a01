export default {
  list: {
    open: "{{count}} in progress",
    caption: "Tickets of the project",
    subject: "Subject",
    state: "State",
    priority: "Priority",
    requester: "Asked by",
    assignee: "Followed by",
    moved: "Last movement",
    new: "Open a ticket",
    empty: "No ticket yet.",
    emptyText: "Open one to report trouble, to ask for a change or to put a question.",
  },
};
