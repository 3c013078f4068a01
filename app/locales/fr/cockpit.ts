export default {
  pin: {
    verb: "Épingler",
    sentence: "Ce que cette page montre, en une phrase",
    help: "La page est gardée telle qu’elle est adressée, avec sa fenêtre de temps.",
    for: "Pour qui",
    report: "Pour le rapport du mois",
    committee: "Pour le comité",
    done: "Épinglé.",
  },
  pins: {
    title: "Faits épinglés",
    qualifier: "pour le rapport et le comité",
    report: "Pour le rapport du mois",
    committee: "Pour le comité",
    none: "Rien d’épinglé pour l’instant.",
    how: "Sur une page du projet, « Épingler » garde une courbe, une coupure, un ticket ou une intervention avec votre phrase.",
    by: "par {{name}}",
    takeOff: {
      label: "Détacher",
      title: "Détacher ce fait ?",
      consequence: "Il quitte cette liste et ne sera pas proposé au rapport. L’audit garde sa trace.",
      verb: "Détacher le fait",
    },
  },
  seeAs: {
    title: "Voir comme le client",
    text: "Toutes les pages se montrent comme les voit ce rôle chez le client, sans les notes internes. Rien ne peut être écrit, et votre propre vue revient d’elle-même après deux heures. L’audit dit qui a regardé, comme qui et quand.",
    role: "Comme qui",
    verb: "Voir comme ce rôle",
  },
};
