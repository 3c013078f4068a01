export default {
  title: "Disponibilité",
  kept: "{{service}} a été disponible {{contractual}} du temps, pour {{promised}} promis : l’engagement est tenu. {{raw}} en brut, rien déduit.",
  broken:
    "{{service}} a été disponible {{contractual}} du temps, pour {{promised}} promis : l’engagement n’est pas tenu. {{raw}} en brut, rien déduit.",
  counted_one: "Une coupure retenue, de {{duration}}, sur {{budget}} tolérées.",
  counted_many: "{{outages}} coupures retenues, {{duration}} en tout, sur {{budget}} tolérées.",
  counted_other: "{{outages}} coupures retenues, {{duration}} en tout, sur {{budget}} tolérées.",
  noOutage: "Aucune coupure retenue ce mois ; {{budget}} étaient tolérées.",
  unknown: {
    unmeasured: "{{service}} : personne n’a mesuré ce mois.",
    partly: "{{service}} : {{duration}} sans mesure, ni en ligne ni en coupure.",
    nothingPromised: "Aucun service n’est promis : il n’y a pas de disponibilité à compter.",
  },
  service: "Service",
  promised: "Promis",
  contractual: "Contractuel",
  raw: "Brut",
  outages: "Coupures retenues",
  duration: "Durée retenue",
};
