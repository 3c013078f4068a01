export default {
  pin: {
    verb: "Anclar",
    sentence: "Lo que muestra esta página, en una frase",
    help: "La página se guarda tal como está en la dirección, con su intervalo de tiempo.",
    for: "Para quién",
    report: "Para el informe del mes",
    committee: "Para el comité",
    done: "Anclado.",
  },
  pins: {
    title: "Hechos anclados",
    qualifier: "para el informe y el comité",
    report: "Para el informe del mes",
    committee: "Para el comité",
    none: "Todavía no hay nada anclado.",
    how: "En una página del proyecto, «Anclar» guarda un gráfico, una caída, un tique o una intervención con su frase.",
    by: "por {{name}}",
    takeOff: {
      label: "Desanclar",
      title: "¿Desanclar este hecho?",
      consequence: "Sale de esta lista y no se propondrá al informe. La auditoría conserva su rastro.",
      verb: "Desanclar el hecho",
    },
  },
  seeAs: {
    title: "Ver como el cliente",
    text: "Todas las páginas se muestran como las ve este rol en el cliente, sin las notas internas. No se puede escribir nada y su propia vista vuelve sola a las dos horas. La auditoría dice quién miró, como quién y cuándo.",
    role: "Como quién",
    verb: "Ver como este rol",
  },
};
