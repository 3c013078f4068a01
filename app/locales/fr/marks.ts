export default {
  kind: {
    deployment: "Mise en production",
    campaign: "Campagne",
    price_change: "Changement de prix",
    other: "Repère",
  },
};
