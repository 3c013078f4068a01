import type { DEMO_PEOPLE } from "./people.ts";

type Person = keyof typeof DEMO_PEOPLE;
type Locale = "fr" | "en" | "es";

export interface PlannedArticle {
  readonly id: number;
  readonly audience: "staff" | "popgom" | "other" | "everyone";
  readonly category: "database" | "shop" | "extranet";
  readonly author: Person;
  /** Null: nobody has approved it yet. */
  readonly approver: Person | null;
  readonly state: "in_review" | "published";
  /** Days before the demo's now. */
  readonly writtenDaysAgo: number;
  /** Days from the demo's now to the day on which it must be read again. */
  readonly reviewInDays: number;
  readonly texts: Partial<Record<Locale, { readonly title: string; readonly text: string }>>;
}

export const CATEGORIES = {
  database: { id: 1, nameFr: "Base de données", nameEn: "Database", nameEs: "Base de datos", position: 10 },
  shop: { id: 2, nameFr: "Boutique et commandes", nameEn: "Shop and orders", nameEs: "Tienda y pedidos", position: 20 },
  extranet: { id: 3, nameFr: "Extranet et suivi", nameEn: "Extranet and figures", nameEs: "Extranet", position: 30 },
} as const;

const INDEX = `Un index qui manque se voit à deux signes : les requêtes lentes de la base montent d’un coup, et une seule page de la boutique ralentit, toujours la même.

## Avant de commencer

- 12 Go libres sur le disque de la base : la table est recopiée pendant l’opération ;
- un retard de copie sous 5 s, et qui ne monte pas ;
- pas de sauvegarde en cours, et pas de vente flash dans les deux heures.

## Recréer l’index

1. Relire le plan d’exécution de la requête lente : il doit montrer un parcours complet de la table.
2. Essayer d’abord sur la copie, et noter la durée.
3. Sur le maître, sans verrou d’écriture :

\`\`\`sql
ALTER TABLE dimension
  ADD INDEX dimension_taille (largeur, hauteur, diametre),
  ALGORITHM=INPLACE, LOCK=NONE;
\`\`\`

4. Surveiller le retard de la copie ; au-delà de 60 s, attendre avant la table suivante.

## Vérifier

La page lente répond de nouveau sous 400 ms, et les requêtes lentes reviennent à leur niveau de la veille. Demander à l’équipe du client d’ajouter l’index à sa prochaine version : sinon il disparaîtra avec elle.`;

const FLASH_SALE = `Une vente flash réussie se prépare cinq jours avant. Voici ce que nous faisons, et ce dont nous avons besoin de vous.

## Ce que vous nous dites

- le jour, l’heure de début et l’heure de fin ;
- le nombre de visiteurs que vous attendez, ou celui de la dernière vente ;
- la page d’arrivée : la liste des promotions supporte mieux la foule que la page d’accueil.

Ouvrez un ticket de type « demande » au moins **cinq jours avant** : c’est le préavis du contrat pour toute intervention.

## Ce que nous faisons

1. Comparer votre prévision au plus fort trafic des douze derniers mois.
2. Vérifier la place et la puissance restantes de chaque machine.
3. Suspendre les sauvegardes et les mises à jour pendant la vente.
4. Nommer une personne qui suit la vente en direct, et vous donner son numéro.

## Pendant la vente

Suivez les commandes à la page « Boutique » : une baisse y est visible en deux minutes.`;

const PAYMENT = `Un paiement refusé vient le plus souvent de la banque de l’acheteur, pas de la boutique. Trois vérifications suffisent pour le savoir.

## Un seul acheteur, ou tous ?

Ouvrez la page « Boutique », puis la courbe des paiements. Si les autres paiements passent, la boutique va bien : l’acheteur doit appeler sa banque, ou essayer une autre carte.

## Depuis quand ?

- **Moins de cinq minutes :** attendez. La banque coupe parfois une minute pendant ses mises à jour.
- **Plus de cinq minutes, pour plusieurs acheteurs :** ouvrez un ticket et répondez « oui » à la question « cela arrête-t-il les ventes ? ».

## Ce que voit l’acheteur

| Message | Ce que cela veut dire |
| --- | --- |
| Paiement refusé par votre banque | Plafond atteint, ou authentification manquée |
| La banque ne répond pas | Panne de la banque : son panier est gardé une heure |
| Session expirée | Il a attendu plus de vingt minutes sur la page de paiement |

Le panier n’est jamais perdu : l’acheteur le retrouve en se connectant.`;

const PREPARING = `Une commande payée passe « en préparation » dès que le centre de montage l’a acceptée. Si elle y reste plus de deux jours ouvrés, voici comment la débloquer.

1. Ouvrez la commande dans l’administration de la boutique et lisez sa dernière étape.
2. **« Attente du stock » :** le fournisseur n’a pas confirmé. Relancez-le, ou proposez un pneu équivalent à l’acheteur.
3. **« Attente du créneau » :** le centre n’a pas choisi d’heure. Appelez-le : la commande repart dès qu’un créneau est posé.
4. **« Reprise demandée » :** le suivi de commandes a rencontré une erreur. Ouvrez un ticket avec le numéro de la commande.

Une commande ne se perd pas : chaque étape est gardée, et reprend où elle s’est arrêtée.`;

const AVAILABILITY = {
  fr: `La page « Disponibilité » dit, pour chaque mois, combien de temps votre service a été ouvert à vos acheteurs, et ce qui reste de la tolérance du contrat.

## Les deux chiffres

- **Contractuel :** les interventions que vous avez approuvées, et qui ont été annoncées à temps, n’y comptent pas comme un arrêt.
- **Brut :** tout compte. C’est ce que vos acheteurs ont vécu.

## Contester un arrêt

Un approbateur peut contester chaque arrêt, à la seconde près, depuis sa ligne. Notre réponse reste à côté, avec les preuves.`,
  en: `The “Availability” page says, for each month, how long your service was open to your shoppers, and what is left of the tolerance in the contract.

## The two figures

- **Contractual:** interventions that you approved and that were announced in time do not count as an outage.
- **Raw:** everything counts. It is what your shoppers lived through.

## Contesting an outage

An approver can contest each outage, to the second, from its line. Our answer stays beside it, with the evidence.`,
  es: `La página «Disponibilidad» dice, para cada mes, cuánto tiempo estuvo abierto su servicio a sus compradores y cuánto queda de la tolerancia del contrato.

## Las dos cifras

- **Contractual:** las intervenciones que usted aprobó y que se anunciaron a tiempo no cuentan como caída.
- **Bruta:** todo cuenta. Es lo que vivieron sus compradores.

## Impugnar una caída

Un aprobador puede impugnar cada caída, al segundo, desde su línea. Nuestra respuesta queda al lado, con las pruebas.`,
};

const RESTART = `Redémarrer un serveur d’application sans que personne perde son panier.

1. Sortir le serveur du répartiteur et attendre que ses sessions tombent sous 20 (cinq minutes au plus).
2. Redémarrer le service, puis attendre que la page d’état réponde.
3. Ouvrir un panier d’essai sur ce serveur.
4. Le remettre dans le répartiteur, et seulement ensuite passer au second.

Jamais les deux à la fois : la boutique resterait ouverte, mais les paiements en cours échoueraient.`;

/** What the demo's desk has learnt so far. */
export const ARTICLES: readonly PlannedArticle[] = [
  {
    id: 108,
    audience: "popgom",
    category: "shop",
    author: "support",
    approver: "pm",
    state: "published",
    writtenDaysAgo: 160,
    reviewInDays: 205,
    texts: { fr: { title: "Préparer une vente flash", text: FLASH_SALE } },
  },
  {
    id: 110,
    audience: "popgom",
    category: "shop",
    author: "support",
    approver: "pm",
    state: "published",
    writtenDaysAgo: 120,
    reviewInDays: 245,
    texts: { fr: { title: "Un paiement est refusé : que vérifier", text: PAYMENT } },
  },
  {
    id: 112,
    audience: "staff",
    category: "database",
    author: "support",
    approver: "pm",
    state: "published",
    writtenDaysAgo: 48,
    reviewInDays: 317,
    texts: { fr: { title: "Recréer un index boutique ouverte", text: INDEX } },
  },
  {
    id: 115,
    audience: "everyone",
    category: "extranet",
    author: "pm",
    approver: "admin",
    state: "published",
    writtenDaysAgo: 90,
    reviewInDays: 275,
    texts: {
      fr: { title: "Lire la page « Disponibilité »", text: AVAILABILITY.fr },
      en: { title: "Reading the “Availability” page", text: AVAILABILITY.en },
      es: { title: "Leer la página «Disponibilidad»", text: AVAILABILITY.es },
    },
  },
  {
    id: 118,
    audience: "popgom",
    category: "shop",
    author: "support",
    approver: "admin",
    state: "published",
    writtenDaysAgo: 372,
    reviewInDays: -7,
    texts: { fr: { title: "Une commande reste « en préparation »", text: PREPARING } },
  },
  {
    id: 121,
    audience: "staff",
    category: "shop",
    author: "support",
    approver: null,
    state: "in_review",
    writtenDaysAgo: 2,
    reviewInDays: 363,
    texts: { fr: { title: "Redémarrer un serveur d’application sans perdre de panier", text: RESTART } },
  },
  {
    id: 131,
    audience: "other",
    category: "extranet",
    author: "support",
    approver: "admin",
    state: "published",
    writtenDaysAgo: 60,
    reviewInDays: 305,
    texts: {
      fr: {
        title: "Publier une page du site institutionnel",
        text: "Une page publiée paraît en moins d’une minute. Si l’ancienne reste affichée, videz le cache depuis l’administration du site, puis rechargez.",
      },
    },
  },
];
