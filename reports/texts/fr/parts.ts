export default {
  notCompared: "–",
  day: "{{date}} {{month}} {{year}}",
  firstDay: "1er {{month}} {{year}}",
};
