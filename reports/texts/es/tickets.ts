export default {
  title: "Los tickets",
  none: "Este mes no se ha abierto ni tratado ningún ticket.",
  counts_one: "{{opened}} ticket abierto este mes, {{resolved}} resueltos; {{open}} quedaban por tratar a fin de mes.",
  counts_many:
    "{{opened}} tickets abiertos este mes, {{resolved}} resueltos; {{open}} quedaban por tratar a fin de mes.",
  counts_other:
    "{{opened}} tickets abiertos este mes, {{resolved}} resueltos; {{open}} quedaban por tratar a fin de mes.",
  noneLeft_one:
    "{{opened}} ticket abierto este mes, {{resolved}} resueltos; no quedaba ninguno por tratar a fin de mes.",
  noneLeft_many:
    "{{opened}} tickets abiertos este mes, {{resolved}} resueltos; no quedaba ninguno por tratar a fin de mes.",
  noneLeft_other:
    "{{opened}} tickets abiertos este mes, {{resolved}} resueltos; no quedaba ninguno por tratar a fin de mes.",
  kept: {
    first_response: "Primeras respuestas: {{kept}} de {{all}} dentro del plazo del contrato.",
    next_update: "Novedades por el camino: {{kept}} de {{all}} dentro del plazo del contrato.",
    resolution: "Resoluciones: {{kept}} de {{all}} dentro del plazo del contrato.",
  },
  missed: {
    first_response:
      "Ticket n.º {{number}}, «{{subject}}»: primera respuesta en {{took}} laborables, con {{target}} prometidas.",
    next_update: "Ticket n.º {{number}}, «{{subject}}»: {{took}} laborables sin novedades, con {{target}} prometidas.",
    resolution: "Ticket n.º {{number}}, «{{subject}}»: resuelto en {{took}} laborables, con {{target}} prometidas.",
  },
  unknown: { noPromise: "No hay plazos prometidos para los tickets de este mes." },
  clocks: "Plazos del contrato",
  clocksNote: "promesas cumplidas, en horas laborables del contrato",
  priority: "Prioridad",
  priorities: { "1": "1, la más urgente", "2": "2", "3": "3", "4": "4" },
  clock: { first_response: "Primera respuesta", next_update: "Novedades", resolution: "Resolución" },
  of: "{{kept}} / {{all}}",
  all: "En conjunto",
  list: "Los tickets del mes",
  listNote: "los {{shown}} últimos de {{all}}",
  number: "N.º",
  subject: "Asunto",
  kind: "Tipo",
  opened: "Abierto",
  resolved: "Resuelto",
  stillOpen: "por tratar",
  kinds: { incident: "Incidencia", request: "Petición", question: "Pregunta", problem: "Problema" },
};
