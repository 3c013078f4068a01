import type { Words } from "./words.ts";

export const en: Words = {
  semicolon: "; ",
  factor: {
    visits: "visits",
    conversion: "conversion",
    payment: "accepted payments",
    latency: "response times",
    availability: "availability",
  },
  page: {
    home: "the home page",
    search: "the search",
    product: "product pages",
    centre: "centre pages",
    basket: "the basket",
    checkout: "the checkout",
  },
  counted: ({ orders, low, high }) => `${orders} instead of ${low} to ${high}`,
  fallen: (since, counted) => `Orders have been below normal since ${since} (${counted})`,
  nothingMoved: "nothing that we measure moved",
  moved: (list) => `what moved: ${list}`,
  steady: (list) => `what did not: ${list}`,
  unknown: (list) => `not known: ${list}`,
  visitsMoved: (value, usual) => `visits (${value} instead of ${usual})`,
  conversionMoved: (value, usual) => `conversion (${value} instead of ${usual})`,
  paymentMoved: (value, usual) => `accepted payments (${value} instead of ${usual})`,
  latencyMoved: (page, value, usual) => `the response time of ${page} (${value} instead of ${usual})`,
  downPartly: "availability (outages)",
  down: (since) => `availability (outage since ${since})`,
  recovered: (at, since) => `Orders were back to normal at ${at}, after a fall that began at ${since}.`,
  neverHeard: "The shop has not sent any figures yet: its orders are unknown.",
  silent: (at) => `Orders unknown since ${at}: the shop no longer sends its figures.`,
  tooLittleHistory: "Too little history to say whether the shop sells as it should.",
  tooFew: "Too few orders are expected at this hour to say whether the shop sells as it should.",
  selling: ({ orders, low, high }, minutes) =>
    `The shop sells as it should: orders of the last ${minutes} minutes, ${orders}, expected ${low} to ${high}.`,
  above: ({ orders, low, high }, minutes) =>
    `The shop sells more than usual: orders of the last ${minutes} minutes, ${orders}, expected ${low} to ${high}.`,
};
