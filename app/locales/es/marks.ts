export default {
  kind: {
    deployment: "Puesta en producción",
    campaign: "Campaña",
    price_change: "Cambio de precios",
    other: "Hito",
  },
};
