import type { mail as french } from "../fr/mail.ts";

export const mail: typeof french = {
  confirmationSubject: (number) => `Su pedido ${number} está confirmado`,
  line: (what, price) => `${what}: ${price}`,
  confirmation: ({ name, number, lines, total, centre, appointment }) =>
    [
      `Hola, ${name}:`,
      `Gracias: su pedido ${number} está pagado y lo estamos preparando.`,
      lines.map((line) => `- ${line}`).join("\n"),
      `Total pagado: ${total}`,
      `Montaje: ${centre}\nCita: ${appointment}`,
      "Para seguir su pedido, indique su número y su correo electrónico en «Seguir mi pedido».",
      "El equipo de POPGOM",
    ].join("\n\n"),
  refundSubject: (number) => `Le devolvemos el pago del pedido ${number}`,
  refund: (name, number, amount) =>
    [
      `Hola, ${name}:`,
      `Hemos recibido su pago de ${amount} para el pedido ${number}, pero ya no podemos cobrarlo: el pedido ya estaba pagado, o sus neumáticos o su cita ya no están disponibles.`,
      "Le devolvemos el importe completo. No tiene que hacer nada.",
      "El equipo de POPGOM",
    ].join("\n\n"),
};
