export const centres = {
  title: "Centres de montage",
  titleNear: (place: string) => `Centres de montage près ${ofPlace(place)}`,
  description: "Trouvez le centre qui monte vos pneus\u00a0: horaires, prix du montage, premier rendez-vous libre.",
  lead: (centres: string) => `${centres} centres partenaires en France et en Espagne.`,
  query: "Code postal ou ville",
  find: "Chercher",
  country: { FR: "France", ES: "Espagne" },
  inCountry: { FR: "Tous les centres de France", ES: "Tous les centres d’Espagne" },
  within: (centres: string, km: number) =>
    `${centres} centres à moins de ${km}\u00a0km, du plus proche au plus lointain`,
  withinFew: (centres: string, km: number, plural: boolean) =>
    plural
      ? `${centres} centres à moins de ${km}\u00a0km, puis les plus proches au-delà`
      : `Un centre à moins de ${km}\u00a0km, puis les plus proches au-delà`,
  nearest: (km: number) => `Aucun centre à moins de ${km}\u00a0km\u00a0: voici les plus proches`,
  total: (centres: string) => `${centres} centres, par ville`,
  rough: {
    FR: "Les distances partent du milieu du département\u00a0: nous n’avons pas de centre à ce code postal même.",
    ES: "Les distances partent du milieu de la province\u00a0: nous n’avons pas de centre à ce code postal même.",
  },
  elsewhere: {
    FR: (query: string) => `Vous cherchiez ${query} en France\u202f?`,
    ES: (query: string) => `Vous cherchiez ${query} en Espagne\u202f?`,
  },
  near: (place: string) => `Les centres les plus proches ${ofPlace(place)}`,
  unknown: (query: string) =>
    `Nous ne connaissons pas «\u00a0${query}\u00a0». Essayez un code postal à cinq chiffres ou une ville voisine.`,
  unknownTitle: (query: string) => `Nous ne connaissons pas «\u00a0${query}\u00a0»`,
  unknownHint: "Vérifiez l’orthographe, ou essayez un code postal à cinq chiffres ou une ville plus grande.",
  didYouMean: "Vouliez-vous dire\u00a0:",
  away: (kilometres: string) => `à ${kilometres}\u00a0km`,
  openUntil: (time: string) => `Ouvert jusqu’à ${time}`,
  opensToday: (time: string) => `Fermé, ouvre à ${time}`,
  opensTomorrow: (time: string) => `Fermé, ouvre demain à ${time}`,
  opensOn: (weekday: string, time: string) => `Fermé, ouvre ${weekday} à ${time}`,
  away14: "Fermé ces deux prochaines semaines",
  today: "Aujourd’hui",
  fitting: "Montage par pneu, TTC",
  fittingFour: (price: string) => `${price} pour quatre pneus, équilibrage et recyclage compris`,
  firstSlot: "Premier rendez-vous libre",
  noSlot: "complet pour deux semaines",
  hours: "Horaires d’ouverture",
  closed: "Fermé",
  weekdays: (from: string, to: string) => `Du ${from} au ${to}`,
  holidays: "Fermé aussi les jours fériés",
  holiday: {
    "01-01": "jour de l’An",
    "01-06": "Épiphanie",
    "easter -2": "Vendredi saint",
    "easter 1": "lundi de Pâques",
    "05-01": "fête du Travail",
    "05-08": "victoire de 1945",
    "easter 39": "Ascension",
    "easter 50": "lundi de Pentecôte",
    "07-14": "fête nationale",
    "08-15": "Assomption",
    "10-12": "fête nationale espagnole",
    "11-01": "Toussaint",
    "11-11": "armistice de 1918",
    "12-06": "fête de la Constitution",
    "12-08": "Immaculée Conception",
    "12-25": "Noël",
  } as Record<string, string>,
  choose: "Choisir ce centre",
  chooseText: "Vous choisirez le jour et l’heure en passant commande.",
  seeMap: "Voir la carte",
  map: "Carte schématique\u00a0: les numéros sont ceux de la liste.",
  mapEmpty: "Carte schématique de nos centres\u00a0: choisissez une grande ville.",
  mapOf: (name: string, km: string, town: string) =>
    `Carte\u00a0: ${name} est à ${km}\u00a0km du centre-ville ${ofPlace(town)}.`,
  centresIn: (town: string) => `Centres près ${ofPlace(town)}`,
  others: "Les autres centres proches",
  page: (page: string, pages: string) => `Page ${page} sur ${pages}`,
  pages: "Pages de la liste",
  previous: "Précédents",
  next: "Suivants",
};

/** "de Lyon", "d’Orléans", "du Mans". */
function ofPlace(place: string): string {
  if (/^les? /i.test(place)) return `${/^les/i.test(place) ? "des" : "du"} ${place.replace(/^les? /i, "")}`;
  return /^[aeiouyàâéèêëîïôöùûü]/i.test(place) ? `d’${place}` : `de ${place}`;
}
