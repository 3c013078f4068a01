import type { Words } from "./words.ts";

export const fr: Words = {
  semicolon: "\u202f; ",
  factor: {
    visits: "les visites",
    conversion: "la conversion",
    payment: "les paiements acceptés",
    latency: "les temps de réponse",
    availability: "la disponibilité",
  },
  page: {
    home: "de l’accueil",
    search: "de la recherche",
    product: "des fiches de produit",
    centre: "des pages de centre",
    basket: "du panier",
    checkout: "de la commande",
  },
  counted: ({ orders, low, high }) => `${orders} au lieu de ${low} à ${high}`,
  fallen: (since, counted) => `Les commandes sont sous la normale depuis ${since} (${counted})`,
  nothingMoved: "rien de ce que nous mesurons n’a changé",
  moved: (list) => `ce qui a changé\u00a0: ${list}`,
  steady: (list) => `ce qui n’a pas changé\u00a0: ${list}`,
  unknown: (list) => `ce qui n’est pas mesuré\u00a0: ${list}`,
  visitsMoved: (value, usual) => `les visites (${value} au lieu de ${usual})`,
  conversionMoved: (value, usual) => `la conversion (${value} au lieu de ${usual})`,
  paymentMoved: (value, usual) => `les paiements acceptés (${value} au lieu de ${usual})`,
  latencyMoved: (page, value, usual) => `le temps de réponse ${page} (${value} au lieu de ${usual})`,
  downPartly: "la disponibilité (coupures)",
  down: (since) => `la disponibilité (coupure depuis ${since})`,
  recovered: (at, since) => `Les commandes sont revenues à la normale à ${at}, après une baisse commencée à ${since}.`,
  neverHeard: "La boutique n’a encore envoyé aucun chiffre\u00a0: ses commandes sont inconnues.",
  silent: (at) => `Commandes inconnues depuis ${at}\u00a0: la boutique n’envoie plus ses chiffres.`,
  tooLittleHistory: "Trop peu d’historique pour dire si la boutique vend comme elle le devrait.",
  tooFew: "Trop peu de commandes attendues à cette heure pour dire si la boutique vend comme elle le devrait.",
  selling: ({ orders, low, high }, minutes) =>
    `La boutique vend comme elle le devrait\u00a0: commandes des ${minutes} dernières minutes, ${orders}, attendues de ${low} à ${high}.`,
  above: ({ orders, low, high }, minutes) =>
    `La boutique vend plus que d’habitude\u00a0: commandes des ${minutes} dernières minutes, ${orders}, attendues de ${low} à ${high}.`,
};
