import type { payment as french } from "../fr/payment.ts";

export const payment: typeof french = {
  title: "Pago de prueba",
  lead: "Esta página sustituye a la de un banco: no circula dinero. Elija qué debe ocurrir.",
  amount: "Importe",
  order: "Pedido",
  outcomes: {
    success: "Pagar",
    refuse: "Hacer rechazar la tarjeta",
    challenge: "Pedir una verificación 3-D Secure",
    abandon: "Abandonar el pago",
    late: "Pagar, confirmación un minuto después",
  },
  challengeTitle: "Verificación 3-D Secure",
  challengeLead: "Su banco le pide que confirme este pago.",
  confirm: "Confirmar el pago",
  over: "Este pago ha terminado.",
  back: "Volver al pedido",
};
