export default {
  title: "Las bases de datos",
  grew: "La base {{name}} pesa {{size}}: ha crecido un {{share}} en un mes.",
  shrank: "La base {{name}} pesa {{size}}: ha disminuido un {{share}} en un mes.",
  steady: "La base {{name}} pesa {{size}}, sin cambios notables.",
  queriesOf: "{{machine}} respondió a {{mean}} consultas por segundo de media, {{most}} como máximo.",
  unknown: {
    sizes: "Ninguna máquina transmite el tamaño de sus bases.",
    queries: "Ningún servidor de bases transmite sus consultas.",
  },
  sizes: "Tamaño de las bases",
  sizesNote: "según el catálogo del propio servidor",
  name: "Base",
  machine: "Máquina",
  first: "Inicio del mes",
  last: "Fin del mes",
  change: "Variación",
  most: "Como máximo",
};
