import type { Words } from "../fr.ts";

export const milestones: Words["milestones"] = {
  paid: { title: "Pago recibido", text: "Hemos recibido su pago. Estamos preparando su pedido." },
  ordered: { title: "Neumáticos pedidos", text: "Hemos pedido sus neumáticos a nuestro proveedor." },
  shipped: { title: "Neumáticos enviados", text: "Sus neumáticos van de camino al taller de montaje." },
  late: {
    title: "Entrega con retraso",
    text: "La entrega en el taller tarda más de lo previsto. No tiene que hacer nada: le avisaremos en cuanto lleguen.",
  },
  delivered: { title: "Neumáticos en el taller", text: "Sus neumáticos le esperan en el taller de montaje." },
  appointment: { title: "Cita confirmada", text: "El taller de montaje ha confirmado su cita." },
  fitted: { title: "Neumáticos montados", text: "Sus neumáticos están montados. ¡Buen viaje!" },
  closed: { title: "Pedido terminado", text: "Su pedido ha terminado. Gracias por su confianza." },
  supplier_refused: {
    title: "Neumáticos no disponibles",
    text: "Nuestro proveedor no puede entregar estos neumáticos. Le devolvemos el importe completo del pedido.",
  },
  cancelled: { title: "Pedido anulado", text: "Su pedido queda anulado, tal como solicitó." },
  no_show: {
    title: "Cita perdida",
    text: "No acudió a la cita en el taller. El pedido queda cerrado y le devolvemos el importe.",
  },
  refunded: {
    title: "Reembolso efectuado",
    text: "Le devolvemos el importe del pedido por el medio de pago que utilizó.",
  },
  subject: (number, title) => `${title} – pedido ${number}`,
  mail: (name, text, number) =>
    `Hola, ${name}:\n\n${text}\n\nSu pedido: ${number}. Puede seguirlo en nuestro sitio con este número y su correo electrónico.\n\nEl equipo de POPGOM`,
};
