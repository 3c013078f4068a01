/**
 * The words of tickets, as the search keeps and asks them: small letters without accents, each word once. Two words are
 * never lost to the full-text index: of two characters ("ip", below its shortest) with a low line behind, and what is
 * written in one piece with a digit or a short part ("db-1", "10.20.4.31") also as one word ("db_1").
 */

/** Longer is no word of a person. MariaDB keeps words of 84 characters at most. */
const LONGEST_WORD = 60;
const SHORTEST_WORD = 2;
const SHORTEST_KEPT = 3;
/** Of a ticket, whatever is pasted into it: 20 times a long thread. */
const MOST_WORDS = 20_000;
const MOST_ASKED = 8;
/** Endings of the plural are taken off words from this length on, so that "commandes" finds "commande". */
const SHORTEST_PLURAL = 5;

const PIECE = /[\p{L}\p{N}]+(?:[-._/@:][\p{L}\p{N}]+)*/gu;

/** Said everywhere in the three languages, and InnoDB's own list: in the index they would only cost time. */
const STOP_WORDS = new Set(
  [
    "about are as at be by com for from how in is it of on or that the this to was what when where who will with www",
    "au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur mais mes mon ne nos notre nous",
    "ou par pas plus pour qu que qui sa se ses son sont sur un une vos votre vous",
    "al como con del el es esta este la las lo los no para pero por se sin su sus una und unos y ya",
  ].flatMap((line) => line.split(" ")),
);

/** The words of texts as one text for the index. May be given an older answer again, with what has come since. */
export function indexedWords(texts: Iterable<string>): string {
  const words = new Set<string>();
  for (const text of texts) {
    for (const piece of piecesOf(text)) for (const word of wordsOf(piece)) words.add(word);
    if (words.size >= MOST_WORDS) break;
  }
  return [...words].slice(0, MOST_WORDS).join(" ");
}

/** A word that is looked for: whole, or the beginning of one. It holds letters, digits and low lines, nothing else. */
export interface AskedWord {
  readonly word: string;
  readonly isWhole: boolean;
}

/** What was typed, as words that must all stand in the ticket. Empty where nothing is left to ask. */
export function askedWords(typed: string): AskedWord[] {
  const pieces = piecesOf(typed).slice(0, MOST_ASKED);
  const said = pieces.filter((piece) => !STOP_WORDS.has(piece));
  // "com" alone is the beginning of "commande".
  const asked = (said.length > 0 ? said : pieces).flatMap(askedOf);
  return [...new Map(asked.map((one) => [one.word, one])).values()];
}

/** What was typed, as a question to MATCH in boolean mode; no character of it is an operator. Null where nothing is left to ask. */
export function wordQuestion(typed: string): string | null {
  const words = askedWords(typed);
  return words.length > 0 ? matchQuestion(words) : null;
}

export function matchQuestion(words: readonly AskedWord[]): string {
  return words.map(({ word, isWhole }) => (isWhole ? `+${word}` : `+${word}*`)).join(" ");
}

/** The same question to one text as indexedWords writes it, with a blank before and behind: patterns for LIKE, all to be met. */
export function wordPatterns(words: readonly AskedWord[]): string[] {
  return words.map(({ word, isWhole }) => {
    const escaped = word.replaceAll("_", "\\_");
    return isWhole ? `% ${escaped} %` : `% ${escaped}%`;
  });
}

/** A text's pieces between blanks, in small letters without accents. "l'index" is two. */
function piecesOf(text: string): string[] {
  const folded = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss");
  return [...folded.matchAll(PIECE)].map(([piece]) => piece);
}

function wordsOf(piece: string): string[] {
  const parts = partsOf(piece).filter((part) => part.length >= SHORTEST_WORD && !STOP_WORDS.has(part));
  const words = parts.map(kept);
  return isOneWord(piece) ? [...words, joined(piece)] : words;
}

/** Beginnings, but for words that are too short to begin anything. */
function askedOf(piece: string): AskedWord[] {
  if (isOneWord(piece)) return [{ word: joined(piece), isWhole: false }];
  const parts = partsOf(piece).filter((part) => part.length >= SHORTEST_WORD);
  return parts.map((part) =>
    part.length < SHORTEST_KEPT ? { word: kept(part), isWhole: true } : { word: singular(part), isWhole: false },
  );
}

function partsOf(piece: string): string[] {
  return piece.split(/[-._/@:]/);
}

/** Whether its parts alone would find too much: "db-1", "5.11", "10.20.4.31", "e-mail". */
function isOneWord(piece: string): boolean {
  const parts = partsOf(piece);
  return parts.length > 1 && (/\p{N}/u.test(piece) || parts.some((part) => part.length < SHORTEST_KEPT));
}

function joined(piece: string): string {
  return partsOf(piece).join("_").slice(0, LONGEST_WORD);
}

function kept(word: string): string {
  return word.length < SHORTEST_KEPT ? word.padEnd(SHORTEST_KEPT, "_") : word.slice(0, LONGEST_WORD);
}

function singular(word: string): string {
  const cut = word.length >= SHORTEST_PLURAL ? word.replace(/s$|(?<=u)x$/, "") : word;
  return cut.slice(0, LONGEST_WORD);
}
