export default {
  notCompared: "–",
};
