/** The owner's pages: what all of them share, and signing in. In French only. */
export const owner = {
  space: "Gestion",
  menu: "Gestion de la boutique",
  orders: "Commandes",
  workflow: "Parcours",
  incidents: "Incidents",
  stuck: (count: number) => (count > 1 ? `${count} commandes bloquées` : `${count} commande bloquée`),
  stock: "Stock",
  centres: "Centres",
  shop: "Voir la boutique",
  signOut: "Se déconnecter",
  search: "Chercher",
  clear: "Tout afficher",
  save: "Enregistrer",
  all: "Tous",
  none: "Rien ne correspond.",
  pages: "Pages",
  previous: "Page précédente",
  next: "Page suivante",
  pageOf: (page: string, pages: string) => `page ${page} sur ${pages}`,

  signIn: "Gestion de la boutique",
  signInLead: "Commandes, stock, centres de montage et parcours des commandes.",
  password: "Mot de passe",
  enter: "Entrer",
  wrongPassword: "Ce n’est pas le mot de passe.",
  tooManyAttempts: "Cinq essais en une minute, c’est la limite. Patientez une minute avant de recommencer.",
  expired: "Votre session est terminée\u00a0: rien n’a été changé. Entrez de nouveau.",
  closedTitle: "La gestion est fermée",
  closed: "Aucun mot de passe n’est réglé pour cette boutique. Renseignez SHOP_ADMIN_PASSWORD, puis redémarrez-la.",
};

export type OwnerWords = typeof owner;
