import type { Words } from "./words.ts";

export const es: Words = {
  semicolon: "; ",
  factor: {
    visits: "las visitas",
    conversion: "la conversión",
    payment: "los pagos aceptados",
    latency: "los tiempos de respuesta",
    availability: "la disponibilidad",
  },
  page: {
    home: "de la portada",
    search: "de la búsqueda",
    product: "de las fichas de producto",
    centre: "de las páginas de taller",
    basket: "de la cesta",
    checkout: "del pedido",
  },
  counted: ({ orders, low, high }) => `${orders} en lugar de ${low} a ${high}`,
  fallen: (since, counted) => `Los pedidos están por debajo de lo normal desde las ${since} (${counted})`,
  nothingMoved: "nada de lo que medimos ha cambiado",
  moved: (list) => `lo que ha cambiado: ${list}`,
  steady: (list) => `no lo que ha cambiado: ${list}`,
  unknown: (list) => `lo que no se mide: ${list}`,
  visitsMoved: (value, usual) => `las visitas (${value} en lugar de ${usual})`,
  conversionMoved: (value, usual) => `la conversión (${value} en lugar de ${usual})`,
  paymentMoved: (value, usual) => `los pagos aceptados (${value} en lugar de ${usual})`,
  latencyMoved: (page, value, usual) => `el tiempo de respuesta ${page} (${value} en lugar de ${usual})`,
  downPartly: "la disponibilidad (caídas)",
  down: (since) => `la disponibilidad (caída desde las ${since})`,
  recovered: (at, since) => `Los pedidos volvieron a lo normal a las ${at}, tras una bajada que empezó a las ${since}.`,
  neverHeard: "La tienda aún no ha enviado ninguna cifra: sus pedidos se desconocen.",
  silent: (at) => `Pedidos desconocidos desde las ${at}: la tienda ya no envía sus cifras.`,
  tooLittleHistory: "No hay historial suficiente para decir si la tienda vende como debería.",
  tooFew: "Se esperan demasiado pocos pedidos a esta hora para decir si la tienda vende como debería.",
  selling: ({ orders, low, high }, minutes) =>
    `La tienda vende como debería: pedidos de los últimos ${minutes} minutos, ${orders}, esperados de ${low} a ${high}.`,
  above: ({ orders, low, high }, minutes) =>
    `La tienda vende más de lo habitual: pedidos de los últimos ${minutes} minutos, ${orders}, esperados de ${low} a ${high}.`,
};
