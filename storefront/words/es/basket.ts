import type { basket as french } from "../fr/basket.ts";

export const basket: typeof french = {
  title: "Su cesta",
  empty: "Su cesta está vacía.",
  browse: "Buscar neumáticos",
  quantity: "Cantidad",
  total: "Total",
  change: "Actualizar",
  remove: "Quitar",
  net: "Total sin IVA",
  vat: (percent: number) => `IVA ${percent} %`,
  toPay: "Total a pagar",
  fitting: "Montaje, equilibrado y reciclaje del neumático usado",
  centre: "Taller de montaje",
  noCentre: "Elegirá el taller y la cita en el paso siguiente.",
  changeCentre: "Cambiar de taller",
  chooseCentre: "Elegir un taller",
  order: "Hacer el pedido",
  setOf: (quantity: number) => (quantity === 4 ? "4 (juego completo)" : quantity === 2 ? "2 (un eje)" : `${quantity}`),
  left: (title: string, stock: number) =>
    stock === 0
      ? `El neumático ${title} acaba de venderse: ya no queda ninguno. Quítelo o elija otro modelo.`
      : `Solo quedan ${stock} neumáticos ${title}. Reduzca la cantidad o elija otro modelo.`,
  awaiting: (number: string) => `Su pedido ${number} está pendiente de pago.`,
  resume: "Retomar el pago",
  vatIncluded: "Precios con IVA, al tipo del país de su dirección.",
  lines: "Sus neumáticos",
  each: (price: string) => `${price} por neumático, IVA incluido`,
  problems: {
    quantity: "Elija una cantidad de 1 a 8 neumáticos.",
    tyre: "Este neumático ya no está disponible.",
    centre: "Este taller ya no está disponible. Elija otro.",
    full: "Su cesta contiene ya veinte modelos distintos: haga el pedido o quite uno.",
  },
};
