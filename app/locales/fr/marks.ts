export default {
  put: "Poser un repère",
  all: "Tous les repères",
  title: "Repères",
  qualifier: "ce que vous voulez retrouver sur chaque courbe",
  list: "Repères posés",
  newestFirst: "les plus récents d’abord",
  kind: {
    deployment: "Mise en production",
    campaign: "Campagne",
    price_change: "Changement de prix",
    other: "Autre repère",
  },
  flag: "{{when}} {{title}}",
  follow: "Suivre le lien",
  by: "posé par {{name}}",
  none: "Aucun repère n’est posé.",
  noneYouMay:
    "Notez ici une mise en production, une campagne ou un changement de prix : chaque courbe du projet le montrera. Un script de déploiement peut le faire par l’API.",
  noneOthersMay:
    "Les mises en production, campagnes et changements de prix que votre équipe ou le support notera apparaîtront ici et sur chaque courbe.",
  older: "Repères plus anciens",
  newest: "Revenir aux plus récents",
  form: {
    title: "Poser un repère",
    note: "visible sur toutes les courbes du projet",
    verb: "Poser le repère",
    kind: "Genre",
    what: "Ce qui se passe",
    whatHelp: "Une ligne, par exemple « Version 5.12 ».",
    at: "Quand",
    zone: "À l’heure de {{timeZone}}.",
    until: "Jusqu’à (facultatif)",
    untilHelp: "Pour ce qui dure : une campagne, des travaux.",
    detail: "Détail (facultatif)",
    url: "Lien (facultatif)",
    urlHelp: "Commence par https://",
  },
  problems: {
    badUrl:
      "Il faut une adresse qui commence par https:// ou http://, sans nom d’utilisateur, mot de passe ni caractère invisible.",
    badTime: "Cette date ou cette heure n’existe pas.",
  },
  withdraw: {
    label: "Retirer",
    title: "Retirer le repère « {{title}} » ?",
    consequence:
      "Il disparaît des courbes, des règles et de cette liste. Le journal d’audit garde qui l’a posé et qui l’a retiré.",
    verb: "Retirer le repère",
  },
};
