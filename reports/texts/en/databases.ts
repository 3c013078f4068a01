export default {
  title: "Databases",
  grew: "Database {{name}} weighs {{size}}: it grew by {{share}} within a month.",
  shrank: "Database {{name}} weighs {{size}}: it shrank by {{share}} within a month.",
  steady: "Database {{name}} weighs {{size}}, without a notable change.",
  queriesOf: "{{machine}} answered {{mean}} queries a second on average, {{most}} at the most.",
  unknown: {
    sizes: "No machine tells the size of its databases.",
    queries: "No database server tells its queries.",
  },
  sizes: "Size of the databases",
  sizesNote: "by the server’s own catalogue",
  name: "Database",
  machine: "Machine",
  first: "Month’s beginning",
  last: "Month’s end",
  change: "Change",
  most: "At most",
};
