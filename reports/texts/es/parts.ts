export default {
  notCompared: "–",
  day: "{{date}} de {{month}} de {{year}}",
};
