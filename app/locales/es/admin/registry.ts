export default {
  provider: {
    section: "Quién explota las plataformas",
    note: "se muestra a los clientes, en las páginas y los informes",
  },
  clientNew: { title: "Nuevo cliente" },
  client: {
    identity: "Nombre",
    end: "Fin del contrato",
    retireTitle: "¿Retirar {{name}} del servicio?",
    retireConsequence:
      "El cliente sale de las listas y sus usuarios ya no alcanzan nada. Su dirección sigue ocupada. No se puede deshacer.",
    retireVerb: "Retirar {{name}}",
  },
  contact: {
    section: "Contactos",
    clientNote: "a quién llamar en el cliente, sin cuenta aquí",
    projectNote: "a quién llamar por este proyecto, sin cuenta aquí",
    order: "{{order}} en el orden de llamada",
    removeTitle: "¿Quitar a {{name}} de los contactos?",
    removeConsequence: "Sus datos se borran para siempre. El registro de auditoría guarda su nombre.",
    removeVerb: "Quitar a {{name}}",
  },
  projectNew: {
    title: "Nuevo proyecto",
    noClient: {
      title: "Un proyecto pertenece a un cliente, y todavía no hay ninguno.",
      text: "Añada primero el cliente; después volverá aquí.",
    },
  },
  project: {
    identity: "Ficha del proyecto",
    end: "Fin del proyecto",
    retireTitle: "¿Retirar {{name}} del servicio?",
    retireConsequence:
      "El proyecto sale de todas las listas, también las del cliente. Su dirección sigue ocupada. No se puede deshacer.",
    retireVerb: "Retirar {{name}}",
  },
  application: {
    section: "Aplicaciones y pools",
    note: "lo que cada aplicación tiene contratado, y desde cuándo",
    retireTitle: "¿Retirar {{name}} del servicio?",
    retireConsequence: "La aplicación sale de las listas; el historial de sus pools se queda. No se puede deshacer.",
    retireVerb: "Retirar {{name}}",
  },
  pool: {
    none: "Nada contratado por ahora.",
    line: "{{cpu}} GHz, {{memory}} de RAM, {{disk}} de disco",
  },
  effect: {
    now: "En vigor",
    since: "desde el {{day}}",
    withdrawTitle: "¿Anular este acuerdo?",
    withdrawConsequence: "Ya no contará; queda en el registro de auditoría.",
    withdrawVerb: "Anular el acuerdo",
  },
  terms: {
    section: "Compromisos del contrato",
    note: "cuenta el más reciente en vigor",
    availability: "Disponibilidad de {{target}} al mes",
    notice_one: "{{count}} día de preaviso de mantenimiento",
    notice_many: "{{count}} días de preaviso de mantenimiento",
    notice_other: "{{count}} días de preaviso de mantenimiento",
    support: "soporte {{hours}}",
    desk: "Los plazos de los tickets se acuerdan por cliente y prioridad, en Administración, Mesa de ayuda.",
  },
  roles: {
    section: "Funciones",
    note: "en el orden en que viaja una visita",
    removeTitle: "¿Quitar la función {{name}} de la lista?",
    removeConsequence: "Ya no se podrá dar a ninguna máquina.",
    removeVerb: "Quitar {{name}}",
  },
};
