export default {
  notCompared: "–",
  day: "{{date}} {{month}} {{year}}",
  firstDay: "{{date}} {{month}} {{year}}",
};
