export default {
  list: {
    open: "{{count}} en curso",
    caption: "Tickets del proyecto",
    subject: "Asunto",
    state: "Estado",
    priority: "Prioridad",
    requester: "Pedido por",
    assignee: "Atendido por",
    moved: "Último movimiento",
    new: "Abrir un ticket",
    empty: "Ningún ticket por ahora.",
    emptyText: "Abra uno para avisar de un problema, pedir un cambio o hacer una pregunta.",
  },
};
