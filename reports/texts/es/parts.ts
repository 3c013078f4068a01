export default {
  notCompared: "–",
  day: "{{date}} de {{month}} de {{year}}",
  firstDay: "{{date}} de {{month}} de {{year}}",
};
