import type { DEMO_PEOPLE } from "./people.ts";

export type DeskPerson = keyof typeof DEMO_PEOPLE;
type Level = "high" | "medium" | "low";

/** A ticket of the demo. Hours are before the seed's `now`. */
export interface PlannedTicket {
  readonly subject: string;
  readonly kind: "incident" | "request" | "question" | "problem";
  readonly levels: readonly [impact: Level, urgency: Level];
  readonly state: "new" | "open" | "waiting_client" | "waiting_third" | "resolved" | "closed";
  readonly stopsSales?: boolean;
  readonly assignee?: DeskPerson;
  readonly team?: string;
  readonly machines?: readonly string[];
  readonly tags?: readonly string[];
  readonly thread: readonly Said[];
  readonly rating?: readonly [rating: number, comment: string];
}

type Said = readonly [hoursAgo: number, who: DeskPerson, text: string, among?: "staff"];

/** What is being worked on at POPGOM's, what waits for its people, and what was done. */
export const POPGOM_TICKETS: readonly PlannedTicket[] = [
  {
    subject: "La recherche par dimension est lente le soir",
    kind: "incident",
    levels: ["medium", "high"],
    state: "waiting_client",
    stopsSales: false,
    assignee: "support",
    team: "Bases de données",
    machines: ["db-1"],
    tags: ["base"],
    thread: [
      [
        18,
        "viewer",
        "Depuis 20 h 40 environ, quand on choisit une largeur puis une hauteur de pneu, la liste met plus de deux secondes à venir. Deux clients ont appelé. Ça nous était déjà arrivé début octobre.",
      ],
      [
        17.5,
        "support",
        "Bonsoir Marc, je vois la même chose que vous : la recherche est passée de 0,3 s à plus de 2 s, au moment précis où des requêtes lentes apparaissent sur db-1. Le reste de la boutique n’est pas touché.",
      ],
      [
        5,
        "support",
        "Même plan d’exécution que le 3 octobre : parcours complet de pneu_dimension, 2,1 millions de lignes. L’index a sauté avec la version 5.11 du client. Création en ligne essayée sur db-2 : 4 min, sans blocage.",
        "staff",
      ],
      [
        3.2,
        "support",
        "Marc, la cause est connue : un index de la table des dimensions a disparu avec votre version 5.11. Nous pouvons le recréer aujourd’hui, boutique ouverte, en 4 minutes environ. Êtes-vous d’accord pour 16 h ?",
      ],
    ],
  },
  {
    subject: "Paiement refusé par la banque pour les cartes étrangères",
    kind: "incident",
    levels: ["high", "high"],
    state: "new",
    stopsSales: true,
    machines: ["app-1", "app-2"],
    thread: [
      [
        0.4,
        "clientAdmin",
        "Trois acheteurs belges nous signalent un refus au paiement depuis 13 h. Les cartes françaises passent. C’est la campagne pneus neige : chaque heure compte.",
      ],
    ],
  },
  {
    subject: "Ouvrir le port 8443 vers le transporteur",
    kind: "request",
    levels: ["low", "medium"],
    state: "open",
    assignee: "pm",
    machines: ["orders-1"],
    tags: ["réseau"],
    thread: [
      [
        50,
        "clientAdmin",
        "Notre transporteur change d’adresse le 1er du mois : suivi.transport.example, port 8443. Pouvez-vous l’ouvrir depuis orders-1 ?",
      ],
      [46, "pm", "Bien reçu, Julien. L’ouverture sera faite avant la fin de semaine ; je vous préviens pour l’essai."],
      [20, "viewer", "Bonjour, avez-vous une date ? Le transporteur voudrait faire un essai jeudi matin."],
    ],
  },
  {
    subject: "Où trouver les chiffres de disponibilité du mois dernier",
    kind: "question",
    levels: ["low", "low"],
    state: "new",
    thread: [
      [
        2.5,
        "viewer",
        "Bonjour, je prépare le comité : où voit-on la disponibilité d’octobre, avec les minutes de maintenance à part ?",
      ],
    ],
  },
  {
    subject: "Certificat du domaine images à renouveler",
    kind: "request",
    levels: ["medium", "medium"],
    state: "waiting_third",
    assignee: "support",
    machines: ["lb-1", "lb-2"],
    tags: ["certificat"],
    thread: [
      [
        96,
        "support",
        "Le certificat de images.popgom.example prend fin dans 24 jours. Nous avons demandé le nouveau à l’autorité ; elle attend la validation du bureau d’enregistrement.",
      ],
      [30, "support", "Relancé le bureau d’enregistrement ce matin, dossier 88214.", "staff"],
    ],
  },
  {
    subject: "Mémoire de app-2 au-dessus de 90 % après chaque import",
    kind: "problem",
    levels: ["medium", "low"],
    state: "open",
    assignee: "support",
    team: "Exploitation",
    machines: ["app-2"],
    tags: ["mémoire"],
    thread: [
      [
        120,
        "support",
        "Après l’import du catalogue, la mémoire de app-2 reste au-dessus de 90 % jusqu’au redémarrage de la nuit. app-1, qui n’importe rien, va bien.",
      ],
      [
        118,
        "support",
        "Le ramasse-miettes ne rend rien : 1,4 Go tenus par le cache des photos. À voir avec leur équipe avant de toucher au réglage.",
        "staff",
      ],
      [72, "clientAdmin", "Nous regardons le cache de notre côté. L’import de samedi peut être décalé si besoin."],
    ],
  },
  {
    subject: "Courriel de confirmation en double",
    kind: "incident",
    levels: ["low", "medium"],
    state: "waiting_client",
    assignee: "support",
    machines: ["orders-1"],
    thread: [
      [70, "viewer", "Des clients reçoivent deux fois la confirmation de commande, à quelques secondes d’écart."],
      [
        66,
        "support",
        "Le serveur n’envoie qu’une fois : le second courriel porte la signature de votre outil de campagne. Pouvez-vous vérifier le scénario « merci » ?",
      ],
    ],
  },
  {
    subject: "Ajouter Inés Robledo aux destinataires des alertes",
    kind: "request",
    levels: ["low", "low"],
    state: "resolved",
    assignee: "support",
    thread: [
      [
        140,
        "clientAdmin",
        "Merci d’ajouter Inés Robledo aux personnes prévenues en cas de coupure, y compris la nuit.",
      ],
      [138, "support", "C’est fait : Inés est en deuxième position, jour et nuit."],
    ],
  },
  {
    subject: "La boutique ne répondait plus samedi soir",
    kind: "incident",
    levels: ["high", "high"],
    state: "closed",
    stopsSales: true,
    assignee: "support",
    team: "Exploitation",
    machines: ["db-1", "app-1", "app-2"],
    tags: ["base"],
    thread: [
      [610, "clientAdmin", "Plus rien ne s’affiche depuis cinq minutes, ni la page d’accueil ni le panier."],
      [609.8, "support", "Nous le voyons aussi : les connexions à db-1 sont toutes prises. Nous relevons la limite."],
      [609.6, "support", "500 connexions sur 500, tenues par l’import de nuit lancé deux fois.", "staff"],
      [609.4, "support", "Rétabli à 21 h 04. La limite est portée à 1 200 et l’import ne se lance plus deux fois."],
      [600, "clientAdmin", "Merci pour la rapidité. Pouvez-vous nous donner le nombre de commandes perdues ?"],
      [590, "pm", "159 commandes environ n’ont pas été faites (entre 126 et 191) ; le détail est dans l’incident."],
    ],
    rating: [5, "Réponse en trois minutes un samedi soir : rien à redire."],
  },
  {
    subject: "Accès lecture seule à la copie db-2 pour les statistiques",
    kind: "request",
    levels: ["low", "medium"],
    state: "closed",
    assignee: "pm",
    team: "Bases de données",
    machines: ["db-2"],
    thread: [
      [900, "clientAdmin", "Notre outil de statistiques pourrait-il lire la copie db-2 plutôt que db-1 ?"],
      [880, "pm", "Oui : un compte en lecture seule est ouvert sur db-2, limité à 20 connexions. Les accès suivent."],
    ],
    rating: [4, "Fait, un peu long à obtenir."],
  },
];

/** Of the second client: no word of it may be found at POPGOM's, nor the other way. */
export const VITRINE_TICKETS: readonly PlannedTicket[] = [
  {
    subject: "Le formulaire de contact ne part plus",
    kind: "incident",
    levels: ["medium", "medium"],
    state: "open",
    assignee: "support",
    machines: ["web-1"],
    thread: [
      [26, "otherViewer", "Le formulaire de contact de notre vitrine répond « erreur 500 » depuis hier midi."],
      [25, "support", "Le relais de courrier refuse l’expéditeur. Nous corrigeons le réglage de web-1."],
      [24, "support", "Relais de l’hébergeur : quota atteint, facture de septembre impayée chez eux.", "staff"],
    ],
  },
];
