export default {
  put: "Poner un hito",
  all: "Todos los hitos",
  title: "Hitos",
  qualifier: "lo que quiere reencontrar en cada gráfico",
  list: "Hitos puestos",
  newestFirst: "los más recientes primero",
  kind: {
    deployment: "Puesta en producción",
    campaign: "Campaña",
    price_change: "Cambio de precios",
    other: "Otro hito",
  },
  flag: "{{when}} {{title}}",
  follow: "Seguir el enlace",
  by: "puesto por {{name}}",
  none: "Aún no hay ningún hito.",
  noneYouMay:
    "Anote aquí una puesta en producción, una campaña o un cambio de precios: cada gráfico del proyecto lo mostrará. Un script de despliegue puede hacerlo por la API.",
  noneOthersMay:
    "Las puestas en producción, campañas y cambios de precios que anote su equipo o el soporte aparecerán aquí y en cada gráfico.",
  older: "Hitos más antiguos",
  newest: "Volver a los más recientes",
  form: {
    title: "Poner un hito",
    note: "visible en todos los gráficos del proyecto",
    verb: "Poner el hito",
    kind: "Tipo",
    what: "Qué ocurre",
    whatHelp: "Una línea, por ejemplo «Versión 5.12».",
    at: "Cuándo",
    zone: "Según la hora de {{timeZone}}.",
    until: "Hasta (opcional)",
    untilHelp: "Para lo que dura: una campaña, unas obras.",
    detail: "Detalle (opcional)",
    url: "Enlace (opcional)",
    urlHelp: "Empieza por https://",
  },
  problems: {
    badUrl:
      "Hace falta una dirección que empiece por https:// o http://, sin usuario, contraseña ni caracteres invisibles.",
    badTime: "Esa fecha u hora no existe.",
  },
  withdraw: {
    label: "Retirar",
    title: "¿Retirar el hito «{{title}}»?",
    consequence:
      "Desaparece de los gráficos, de las reglas y de esta lista. La auditoría conserva quién lo puso y quién lo retiró.",
    verb: "Retirar el hito",
  },
};
