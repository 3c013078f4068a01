export default {
  title: "Load of the machines",
  busiest:
    "The busiest machine was {{machine}}: its processor stayed below {{high}} in 95% of the hours, with a peak of {{max}}.",
  withoutOne: {
    two: "{{tier}}: with one of the two machines gone, the other would be {{high}} busy in strong hours.",
    more: "{{tier}}: with one of the {{machines}} machines gone, the others would be {{high}} busy in strong hours.",
  },
  notWithoutOne: {
    two: "{{tier}}: with one of the two machines gone, the other would be {{high}} busy in strong hours; it would not do.",
    more: "{{tier}}: with one of the {{machines}} machines gone, the others would be {{high}} busy in strong hours; they would not do.",
  },
  moved: {
    cpu: "{{machine}}: the processor in strong hours went from {{from}} to {{to}} within a month.",
    memory: "{{machine}}: the memory in strong hours went from {{from}} to {{to}} within a month.",
    disk: "{{machine}}: the fullest disk went from {{from}} to {{to}} within a month.",
  },
  unknown: {
    none: "This project has no measured machine.",
    silent_one: "One machine told nothing of this month, or too little: {{machines}}.",
    silent_other: "{{count}} machines told nothing of this month, or too little: {{machines}}.",
    partly: "{{machine}} told its measures for {{share}} of the time only.",
    yearBefore: "There are no measures of the same month a year ago: nothing is compared over a year.",
  },
  machine: "Machine",
  picture: "From the middle to strong hours",
  half: "Middle",
  high: "95%",
  max: "Peak",
  monthBefore: "95%, month before",
  yearBefore: "95%, a year ago",
  unmeasured: "not measured",
  together: "processors together: middle {{half}}, 95% of the hours below {{high}}",
  kinds: { cpu: "Processor", memory: "Memory", disk: "Fullest disk" },
};
