export default {
  title: "Les mises à jour",
  none: "Aucune mise à jour n’attendait à la fin du mois.",
  pending_one: "À la fin du mois, {{all}} mise à jour attendait, dont {{security}} de sécurité.",
  pending_many: "À la fin du mois, {{all}} mises à jour attendaient, dont {{security}} de sécurité.",
  pending_other: "À la fin du mois, {{all}} mises à jour attendaient, dont {{security}} de sécurité.",
  life: {
    over: "{{machine}} : {{os}} ne reçoit plus de correctifs depuis le {{day}}.",
    soon: "{{machine}} : {{os}} ne recevra plus de correctifs après le {{day}} ; le changement de système se prépare maintenant.",
  },
  installed_one: "Les dernières interventions ont installé {{shown}} mise à jour.",
  installed_many: "Les dernières interventions ont installé {{shown}} mises à jour.",
  installed_other: "Les dernières interventions ont installé {{shown}} mises à jour.",
  unknown: {
    silent_one: "Une machine n’a rien dit de ses mises à jour : {{machines}}.",
    silent_many: "{{count}} machines n’ont rien dit de leurs mises à jour : {{machines}}.",
    silent_other: "{{count}} machines n’ont rien dit de leurs mises à jour : {{machines}}.",
    unlisted_one: "Une machine ne tient pas de liste de paquets : ce qu’elle attend n’est pas connu ({{machines}}).",
    unlisted_many:
      "{{count}} machines ne tiennent pas de liste de paquets : ce qu’elles attendent n’est pas connu ({{machines}}).",
    unlisted_other:
      "{{count}} machines ne tiennent pas de liste de paquets : ce qu’elles attendent n’est pas connu ({{machines}}).",
  },
  byMachine: "Par machine, la plus pressante d’abord",
  machine: "Machine",
  state: "État",
  os: "Système",
  lastDay: "Correctifs jusqu’au",
  security: "De sécurité",
  total: "En tout",
  installedNow: "Installées",
  urgency: {
    endOfLife: "Système dépassé",
    security: "À installer",
    others: "Rien de pressant",
    unknown: "Pas connu",
    none: "À jour",
  },
};
