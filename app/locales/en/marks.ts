export default {
  put: "Put a mark",
  all: "All marks",
  title: "Marks",
  qualifier: "what you want to find again on every chart",
  list: "Marks put so far",
  newestFirst: "newest first",
  kind: {
    deployment: "Deployment",
    campaign: "Campaign",
    price_change: "Price change",
    other: "Other mark",
  },
  flag: "{{when}} {{title}}",
  follow: "Follow the link",
  by: "put by {{name}}",
  none: "There is no mark yet.",
  noneYouMay:
    "Note a deployment, a campaign or a price change here: every chart of the project will show it. A deployment script can do so through the API.",
  noneOthersMay:
    "Deployments, campaigns and price changes that your team or support note will appear here and on every chart.",
  older: "Older marks",
  newest: "Back to the newest",
  form: {
    title: "Put a mark",
    note: "shown on all charts of the project",
    verb: "Put the mark",
    kind: "Kind",
    what: "What happens",
    whatHelp: "One line, such as “Version 5.12”.",
    at: "When",
    zone: "By the clock of {{timeZone}}.",
    until: "Until (optional)",
    untilHelp: "For what lasts: a campaign, works.",
    detail: "Detail (optional)",
    url: "Link (optional)",
    urlHelp: "Begins with https://",
  },
  problems: {
    badUrl:
      "It takes an address that begins with https:// or http://, without a user, a password or invisible characters.",
    badTime: "There is no such date or time.",
  },
  withdraw: {
    label: "Withdraw",
    title: "Withdraw the mark “{{title}}”?",
    consequence:
      "It disappears from charts, rulers and this list. The audit trail keeps who put it and who withdrew it.",
    verb: "Withdraw the mark",
  },
};
