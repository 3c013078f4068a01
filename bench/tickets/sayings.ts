/** Words as people of a desk write them: the first are in most tickets, the last in a few. */
const FREQUENT =
  "bonjour merci commande client boutique site page erreur serveur paiement depuis matin voici cordialement équipe".split(
    " ",
  );
const USUAL = (
  "pneu panier livraison stock montage rendez-vous facture adresse recherche dimension marque modèle prix promotion " +
  "campagne newsletter compte mot passe connexion lenteur coupure redémarrage mémoire disque processeur journal requête " +
  "index table base copie réplication sauvegarde restauration certificat domaine navigateur mobile image catalogue " +
  "import export fichier tarif remise code validation banque remboursement retour transporteur étiquette suivi colis " +
  "retard alerte sonde mesure graphique seuil version déploiement correctif test recette production préproduction " +
  "pare-feu répartiteur session cache délai réponse seconde minute capture écran exemple numéro urgent normal"
).split(" ");
const SYLLABLES =
  "ba be bi bo bu ca co cu da de di do fa fe fi fo ga go la le li lo ma me mi mo na ne no ra re ri ro".split(" ");
const RARE_WORDS = 20_000;

/** Stands in about one ticket in a thousand. */
export const RARE_WORD = "sémaphore";
export const FREQUENT_WORD = "commande";
const RARE_EVERY = 1_000;

/** Numbers that look like chance and are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A message of about `words` words. */
export function saying(random: () => number, words: number): string {
  return Array.from({ length: words }, () => wordBy(random)).join(" ");
}

/** Three words for a subject, and the rare one where it is this ticket's turn. */
export function subjectOf(random: () => number, ticket: number): string {
  const words = saying(random, 5);
  return ticket % RARE_EVERY === 7 ? `${words} ${RARE_WORD}` : words;
}

function wordBy(random: () => number): string {
  const kind = random();
  if (kind < 0.25) return pick(FREQUENT, random);
  if (kind < 0.85) return pick(USUAL, random);
  if (kind < 0.9) return `CMD-${10_000 + Math.floor(random() * 90_000)}`;
  return rareWord(Math.floor(random() * RARE_WORDS));
}

function rareWord(index: number): string {
  const size = SYLLABLES.length;
  return [index, index / size, index / size ** 2, index + 7].map((part) => SYLLABLES[Math.floor(part) % size]).join("");
}

function pick(words: readonly string[], random: () => number): string {
  return words[Math.floor(random() * words.length)] ?? "";
}
