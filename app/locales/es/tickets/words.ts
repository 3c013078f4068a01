export default {
  title: "Tickets",
  number: "n.º {{number}}",
  kind: { incident: "Incidente", request: "Petición", question: "Pregunta", problem: "Problema" },
  state: {
    new: "Nuevo",
    open: "En curso",
    waiting_client: "Espera al cliente",
    waiting_third: "Espera a un tercero",
    resolved: "Resuelto",
    closed: "Cerrado",
  },
  stateForClient: { waiting_client: "Espera su respuesta" },
  level: { high: "Alta", medium: "Media", low: "Baja" },
  priority: "prioridad {{priority}}",
  priorities: { "1": "1, la más urgente", "2": "2", "3": "3", "4": "4" },
  nobody: "Nadie",
  none: "Ninguno",
};
