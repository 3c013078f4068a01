export default {
  notCompared: "–",
  day: "{{date}} {{month}} {{year}}",
};
