/** The owner's pages of fitting centres. In French only. */
export const ownerCentres = {
  title: "Centres de montage",
  search: "Nom, ville ou code postal",
  onlyHidden: "Masqués seulement",
  found: (count: string, isSeveral: boolean) => (isSeveral ? `${count} centres` : `${count} centre`),
  centre: "Centre",
  place: "Lieu",
  capacity: "Voitures par créneau",
  fitting: "Montage HT, par pneu",
  coming: "Rendez-vous à venir",
  hidden: "masqué",
  back: "Tous les centres",
  edit: "Réglages",
  fittingEuros: "Montage HT par pneu, en euros",
  hours: "Horaires",
  hoursHint: "Heure locale, par exemple 08:30-12:00, 14:00-18:00. Laissez vide un jour de fermeture.",
  hide: "Masqué\u00a0: les clients ne peuvent plus le choisir",
  keeps: "Les rendez-vous déjà pris sont gardés, quels que soient ces réglages.",
  changed: "Le centre est enregistré.",
  onShop: "Sa page dans la boutique",
  closed: "fermé",
  refused: {
    capacity: "La capacité est un nombre entier de voitures, de 1 à 20.",
    fitting: "Le prix du montage va de 0 à 200\u00a0€, avec deux décimales au plus.",
    hours: (day: string) =>
      `Les horaires du ${day} ne se lisent pas\u00a0: écrivez 08:30-12:00, 14:00-18:00, dans l’ordre et sans chevauchement.`,
    testCentre: "Ce centre est celui des commandes d’essai\u00a0: il reste masqué.",
    changedMeanwhile:
      "Quelqu’un a changé ce centre pendant votre saisie. Rien n’a été enregistré\u00a0: vérifiez, puis recommencez.",
  },
};
