import { happening } from "#agent/simulate/happenings.ts";

const MINUTE_MS = 60_000;

/** What staff told of one incident: minutes after its beginning, and the words; the last ones close it. */
export interface ToldIncident {
  readonly title: string;
  readonly impact: "down" | "degraded";
  readonly at: number;
  readonly until: number;
  readonly cause: string;
  readonly told: readonly (readonly [minutes: number, text: string, among?: "staff"])[];
}

/** The outages of the last 90 days, and one thing that no check sees. */
export function storyIncidents(storyAt: number): ToldIncident[] {
  const outage = happening(storyAt, "bad-release");
  const mails = happening(storyAt, "version-5-1").at + 180 * MINUTE_MS;
  return [
    {
      title: "Les commandes n’aboutissent plus",
      impact: "down",
      at: outage.at,
      until: outage.until,
      cause: "Une nouvelle version de la boutique ne lisait plus le panier.",
      told: [
        [6, "Le paiement ne s’ouvre plus depuis la mise en ligne de ce soir. Nous revenons à la version précédente."],
        [27, "La version précédente est en place, les premières commandes passent. Nous vérifions."],
        [90, "Rétabli. Les paniers ouverts pendant l’interruption sont gardés : rien n’a été débité sans commande."],
      ],
    },
    connectionsFull(storyAt),
    {
      title: "Les courriels de confirmation arrivent en retard",
      impact: "degraded",
      at: mails,
      until: mails + 125 * MINUTE_MS,
      cause: "Le relais de courrier refusait une partie des envois.",
      told: [
        [15, "Les commandes sont bien enregistrées ; leur confirmation arrive avec une heure de retard environ."],
        [140, "Toutes les confirmations en attente sont parties. Aucune commande n’a été perdue."],
      ],
    },
    lateCertificate(storyAt),
  ];
}

function connectionsFull(storyAt: number): ToldIncident {
  const { at, until } = happening(storyAt, "connections-full");
  return {
    title: "La boutique ne répond plus",
    impact: "down",
    at,
    until,
    cause: "Les 500 connexions de la base db-1 étaient prises : la boutique attendait sans fin.",
    told: [
      [3, "La boutique ne répond plus à personne. Nous cherchons."],
      [5, "Les deux serveurs d’application vont bien et attendent db-1 : je regarde ses connexions.", "staff"],
      [11, "Cause trouvée : 500 connexions sur 500 à la base db-1. Nous en relevons la limite."],
      [20, "Limite portée à 1 200, application relancée."],
      [75, "Rétabli. La limite reste à 1 200 connexions, et une alerte prévient à 80 %."],
    ],
  };
}

function lateCertificate(storyAt: number): ToldIncident {
  const { at, until } = happening(storyAt, "late-certificate");
  return {
    title: "Connexion refusée par les navigateurs",
    impact: "down",
    at,
    until,
    cause: "Le certificat du répartiteur a été renouvelé en retard.",
    told: [
      [2, "Les navigateurs refusent la connexion : le certificat a expiré. Nous le renouvelons."],
      [7, "Nouveau certificat en place sur lb-1 et lb-2."],
      [40, "Rétabli. Le renouvellement est de nouveau automatique, et contrôlé chaque jour."],
    ],
  };
}
