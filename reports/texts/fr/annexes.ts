export default {
  title: "Annexes",
  period: "Ce rapport couvre le mois du {{from}} au {{to}}, soit {{hours}} heures, dans le fuseau {{timeZone}}.",
  periodShort:
    "Ce rapport couvre le mois du {{from}} au {{to}}, dans le fuseau {{timeZone}} : {{hours}} heures, car le passage à l’heure d’été en a pris une.",
  periodLong:
    "Ce rapport couvre le mois du {{from}} au {{to}}, dans le fuseau {{timeZone}} : {{hours}} heures, car le passage à l’heure d’hiver en a rendu une.",
  terms: "Comment tout a été compté",
  term: {
    contractual: "Disponibilité contractuelle",
    raw: "Disponibilité brute",
    maintenance: "Maintenance",
    unmonitored: "Temps sans mesure",
    precision: "Précision d’un arrêt",
    lost: "Commandes perdues",
    expected: "Ce qui était attendu",
    load: "Milieu, 95 %, pointe",
    remaining: "Ce qui reste",
    score: "Avions-nous raison ?",
    bandwidth: "95e centile du débit",
    restore: "Restauration prouvée",
    clocks: "Délais des tickets",
    verdict: "Verdict d’une intervention",
    evidence: "Preuves",
  },
  text: {
    contractual:
      "Temps en ligne divisé par le temps en ligne et les coupures retenues. Un service qui répond sur une partie de ses machines est en ligne.",
    raw: "La même division, d’après les sondes seules : rien n’en est déduit.",
    maintenance:
      "Elle n’est pas comptée si vous l’avez approuvée avant son début et si elle a été annoncée à temps ; ce qui dépasse sa fenêtre redevient une coupure.",
    unmonitored:
      "Quand personne ne regardait, ce n’est ni en ligne ni en coupure : ce temps n’entre dans aucune division.",
    precision: "Un début ou une fin d’arrêt est connu à un intervalle de sonde près.",
    lost: "Ce qui était attendu pendant l’arrêt, moins ce que la boutique a compté ; la fourchette est celle des jours ordinaires.",
    expected:
      "D’après le même jour de la semaine et la même heure des huit semaines d’avant, les jours fériés et vos campagnes : 98 jours ordinaires sur 100 sont dans la bande.",
    load: "Des moyennes de chaque heure du mois : la moitié sont au-dessous du milieu, 95 sur 100 au-dessous de la deuxième valeur. La pointe est la mesure la plus haute, à dix secondes près.",
    remaining:
      "Une fourchette de dates : huit chances sur dix que la limite soit atteinte entre la première et la dernière. La date pour agir est la première, moins le temps de l’action.",
    score:
      "Chaque prévision est gardée ; 30, 60 et 90 jours après, la mesure du jour doit être dans la fourchette huit fois sur dix.",
    bandwidth:
      "Les débits moyens de cinq minutes, rangés : 95 sur 100 sont au-dessous. Ce qui n’a pas été mesuré n’est pas compté, ni deviné.",
    restore: "Une sauvegarde ramenée dans un endroit à part, vérifiée et chronométrée. La preuve vieillit.",
    clocks: "En heures ouvrées de votre contrat ; ils s’arrêtent quand nous vous attendons, si le contrat le dit.",
    verdict: "Le lendemain du travail, comparé aux mêmes heures du même jour de la semaine d’avant.",
    evidence: "Chaque chiffre souligné mène à la page de l’extranet qui le montre, avec ses mesures.",
  },
  gaps: "Quand personne ne regardait",
  gapsNote: "ce temps n’est compté ni en ligne ni en coupure",
  from: "Depuis",
  duration: "Durée",
  service: "Service",
  machines: "Les machines du projet",
  machinesNote: "selon le contrat",
  machine: "Machine",
  role: "Rôle",
  application: "Application",
  cpu: "Processeur",
  memory: "Mémoire",
  disk: "Disque",
};
