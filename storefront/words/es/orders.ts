import type { orders as french } from "../fr/orders.ts";

export const orders: typeof french = {
  thanks: "Gracias, su pedido está confirmado",
  awaitingTitle: "Esperamos su pago",
  awaiting:
    "Su banco aún no nos ha confirmado el pago. Le reservamos los neumáticos y la cita durante treinta minutos.",
  refusedTitle: "Su pago ha sido rechazado",
  refused:
    "No se ha cobrado nada. Sus neumáticos siguen reservados: inténtelo de nuevo, con otra tarjeta si hace falta.",
  cancelledTitle: "Este pedido está cancelado",
  cancelled: "No se ha cobrado nada o se le devuelve el importe. Si no pagó, los neumáticos han vuelto a su cesta.",
  number: "Número de pedido",
  mailed: "Le enviamos una confirmación por correo electrónico.",
  appointment: "Cita",
  retry: "Pagar ahora",
  refresh: "Actualizar",
  track: "Seguir mi pedido",
  trackTitle: "Seguir un pedido",
  trackLead: "Indique el número de su pedido y el correo electrónico que dio al hacerlo.",
  numberField: "Número de pedido (PG-…)",
  notFound: "Ningún pedido tiene ese número con ese correo electrónico. Compruebe ambos.",
  tooMany: "Demasiados intentos en poco tiempo. Espere un minuto antes de repetir.",
  milestones: "En qué punto está su pedido",
  placed: "Pedido registrado",
  paid: "Pago recibido",
};
