export default {
  title: "La carga de las máquinas",
  busiest:
    "La máquina más ocupada fue {{machine}}: su procesador quedó por debajo del {{high}} en el 95 % de las horas, con un pico del {{max}}.",
  withoutOne: {
    two: "{{tier}}: si faltara una de las dos máquinas, la otra estaría ocupada al {{high}} en las horas fuertes.",
    more: "{{tier}}: si faltara una de las {{machines}} máquinas, las demás estarían ocupadas al {{high}} en las horas fuertes.",
  },
  notWithoutOne: {
    two: "{{tier}}: si faltara una de las dos máquinas, la otra estaría ocupada al {{high}} en las horas fuertes; no bastaría.",
    more: "{{tier}}: si faltara una de las {{machines}} máquinas, las demás estarían ocupadas al {{high}} en las horas fuertes; no bastarían.",
  },
  moved: {
    cpu: "{{machine}}: el procesador en las horas fuertes pasó del {{from}} al {{to}} en un mes.",
    memory: "{{machine}}: la memoria en las horas fuertes pasó del {{from}} al {{to}} en un mes.",
    disk: "{{machine}}: el disco más lleno pasó del {{from}} al {{to}} en un mes.",
  },
  unknown: {
    none: "Este proyecto no tiene ninguna máquina medida.",
    silent_one: "Una máquina no ha transmitido nada de este mes, o demasiado poco: {{machines}}.",
    silent_many: "{{count}} máquinas no han transmitido nada de este mes, o demasiado poco: {{machines}}.",
    silent_other: "{{count}} máquinas no han transmitido nada de este mes, o demasiado poco: {{machines}}.",
    partly: "{{machine}} solo ha transmitido sus medidas durante el {{share}} del tiempo.",
    yearBefore: "Faltan las medidas del mismo mes del año pasado: nada se compara a un año.",
  },
  machine: "Máquina",
  picture: "De la mitad a las horas fuertes",
  half: "Mitad",
  high: "95 %",
  max: "Pico",
  monthBefore: "95 %, mes ant.",
  yearBefore: "95 %, un año antes",
  unmeasured: "sin medida",
  together: "procesadores juntos: mitad {{half}}, 95 % de las horas por debajo del {{high}}",
  kinds: { cpu: "Procesador", memory: "Memoria", disk: "Disco más lleno" },
};
