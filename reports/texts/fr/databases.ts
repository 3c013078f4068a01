export default {
  title: "Les bases de données",
  grew: "La base {{name}} pèse {{size}} : elle a grossi de {{share}} en un mois.",
  shrank: "La base {{name}} pèse {{size}} : elle a maigri de {{share}} en un mois.",
  steady: "La base {{name}} pèse {{size}}, sans changement notable.",
  queriesOf: "{{machine}} a répondu à {{mean}} requêtes par seconde en moyenne, {{most}} au plus fort.",
  unknown: {
    sizes: "Aucune machine ne transmet la taille de ses bases.",
    queries: "Aucun serveur de bases ne transmet ses requêtes.",
  },
  sizes: "Taille des bases",
  sizesNote: "selon le catalogue du serveur lui-même",
  name: "Base",
  machine: "Machine",
  first: "Début du mois",
  last: "Fin du mois",
  change: "Écart",
  most: "Au plus",
};
