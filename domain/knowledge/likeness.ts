import { indexedWords } from "#domain/tickets/words.ts";

/** Of what is being written: more words say no more. */
const MOST_WORDS = 24;
/** Fewer say nothing yet. */
const FEWEST_WORDS = 2;
/** Shorter words are in everything, but for those with a digit: "db_1", "404". */
const SHORTEST = 4;
/** Of the words written, so many must stand in what is alike, and never fewer than FEWEST_WORDS. */
const LEAST_SHARED = 0.25;

/** The beginnings of the words that say what a text is about: "paiements refusés" is paiement, refus. */
export function stemsOf(text: string): string[] {
  const words = indexedWords([text]).split(" ");
  const telling = words.filter((word) => word.length >= SHORTEST || (/\d/.test(word) && word.length > 1));
  return [...new Set(telling.map(stemOf))].slice(0, MOST_WORDS);
}

/** Asks MATCH in boolean mode for what holds any of them, the best first; null where there is too little to go by. */
export function likenessQuestion(stems: readonly string[]): string | null {
  return stems.length < FEWEST_WORDS ? null : stems.map((stem) => `${stem}*`).join(" ");
}

/** Whether the words of something that was found (as the index keeps them) share enough with what is being written. */
export function isAlike(stems: readonly string[], words: string): boolean {
  const text = ` ${words}`;
  const shared = stems.filter((stem) => text.includes(` ${stem}`)).length;
  return shared >= Math.max(FEWEST_WORDS, Math.ceil(stems.length * LEAST_SHARED));
}

/** Without the endings of the plural, the feminine and the commonest forms of verbs in French and Spanish. */
function stemOf(word: string): string {
  if (/[\d_]/.test(word) || word.length < SHORTEST + 1) return word;
  const stem = word.replace(/(?:ees|es|ee|er|ez|e|s|x)$/, "");
  return stem.length >= SHORTEST ? stem : word;
}
