export default {
  kind: {
    deployment: "Deployment",
    campaign: "Campaign",
    price_change: "Price change",
    other: "Mark",
  },
};
