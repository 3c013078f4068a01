export default {
  title: "Anexos",
  period: "Este informe cubre el mes del {{from}} al {{to}}, {{hours}} horas, en la zona horaria {{timeZone}}.",
  periodShort:
    "Este informe cubre el mes del {{from}} al {{to}}, en la zona horaria {{timeZone}}: {{hours}} horas, porque el cambio al horario de verano quitó una.",
  periodLong:
    "Este informe cubre el mes del {{from}} al {{to}}, en la zona horaria {{timeZone}}: {{hours}} horas, porque el cambio al horario de invierno devolvió una.",
  terms: "Cómo se ha contado todo",
  term: {
    contractual: "Disponibilidad contractual",
    raw: "Disponibilidad bruta",
    maintenance: "Mantenimiento",
    unmonitored: "Tiempo sin medida",
    precision: "Precisión de una parada",
    lost: "Pedidos perdidos",
    expected: "Lo esperado",
    load: "Mitad, 95 %, pico",
    remaining: "Lo que queda",
    score: "¿Teníamos razón?",
    bandwidth: "Percentil 95 del tráfico",
    restore: "Restauración probada",
    clocks: "Plazos de los tickets",
    verdict: "Veredicto de una intervención",
    evidence: "Pruebas",
  },
  text: {
    contractual:
      "Tiempo en línea dividido entre el tiempo en línea y las caídas que cuentan. Un servicio que responde en una parte de sus máquinas está en línea.",
    raw: "La misma división, según las sondas solas: no se deduce nada.",
    maintenance:
      "No cuenta si usted lo aprobó antes de que empezara y si se anunció a tiempo; lo que supera su ventana vuelve a ser una caída.",
    unmonitored: "Cuando nadie miraba, no es ni en línea ni caída: ese tiempo no entra en ninguna división.",
    precision: "El inicio o el fin de una parada se conoce con un margen de un intervalo de sonda.",
    lost: "Lo que se esperaba durante la parada, menos lo que contó la tienda; el margen es el de los días corrientes.",
    expected:
      "Según el mismo día de la semana y la misma hora de las ocho semanas anteriores, los festivos y sus campañas: 98 de cada 100 días corrientes están en la banda.",
    load: "De las medias de cada hora del mes: la mitad están por debajo de la mitad, 95 de cada 100 por debajo del segundo valor. El pico es la medida más alta, a diez segundos.",
    remaining:
      "Un margen de fechas: ocho posibilidades de diez de que el límite se alcance entre la primera y la última. La fecha para actuar es la primera, menos el tiempo de la acción.",
    score:
      "Cada previsión se guarda; 30, 60 y 90 días después, la medida del día debe estar en la banda ocho veces de diez.",
    bandwidth:
      "Los tráficos medios de cinco minutos, ordenados: 95 de cada 100 están por debajo. Lo que no se midió ni se cuenta ni se adivina.",
    restore: "Una copia traída a un lugar aparte, verificada y cronometrada. La prueba envejece.",
    clocks: "En horas laborables de su contrato; se detienen mientras le esperamos, si el contrato lo dice.",
    verdict: "El día siguiente al trabajo, comparado con las mismas horas del mismo día de la semana anterior.",
    evidence: "Cada cifra subrayada lleva a la página de la extranet que la muestra, con sus medidas.",
  },
  gaps: "Cuando nadie miraba",
  gapsNote: "ese tiempo no cuenta ni en línea ni como caída",
  from: "Desde",
  duration: "Duración",
  service: "Servicio",
  machines: "Las máquinas del proyecto",
  machinesNote: "según el contrato",
  machine: "Máquina",
  role: "Función",
  application: "Aplicación",
  cpu: "Procesador",
  memory: "Memoria",
  disk: "Disco",
};
