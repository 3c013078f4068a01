import type { centres as french } from "../fr/centres.ts";

export const centres: typeof french = {
  title: "Talleres de montaje",
  lead: (centres) => `${centres} talleres asociados en Francia y España.`,
  query: "Código postal o ciudad",
  find: "Buscar",
  near: (place) => `Los talleres más cercanos a ${place}`,
  unknown: (query) => `No conocemos «${query}». Pruebe con un código postal de cinco cifras o una ciudad cercana.`,
  away: (kilometres) => `a ${kilometres} km`,
  fitting: "Montaje por neumático, IVA incl.",
  hours: "Horario de apertura",
  closed: "Cerrado",
  weekdays: (from, to) => `De ${from} a ${to}`,
  address: "Dirección",
  choose: "Elegir este taller",
  details: "Ver el taller",
  map: "Mapa de los talleres de montaje en Francia y España",
  mapOf: (name) => `Mapa: ${name}`,
  page: (page, pages) => `Página ${page} de ${pages}`,
  previous: "Página anterior",
  next: "Página siguiente",
  chosen: "Su taller",
};
