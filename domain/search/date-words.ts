/** The names of days and months in the three languages, without accents, as people type them. */

const MONTHS: readonly (readonly string[])[] = [
  ["janvier", "january", "enero"],
  ["fevrier", "february", "febrero"],
  ["mars", "march", "marzo"],
  ["avril", "april", "abril"],
  ["mai", "may", "mayo"],
  ["juin", "june", "junio"],
  ["juillet", "july", "julio"],
  ["aout", "august", "agosto"],
  ["septembre", "september", "septiembre"],
  ["octobre", "october", "octubre"],
  ["novembre", "november", "noviembre"],
  ["decembre", "december", "diciembre"],
];

/** From Sunday, as Date counts. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ["dimanche", "sunday", "domingo"],
  ["lundi", "monday", "lunes"],
  ["mardi", "tuesday", "martes"],
  ["mercredi", "wednesday", "miercoles"],
  ["jeudi", "thursday", "jueves"],
  ["vendredi", "friday", "viernes"],
  ["samedi", "saturday", "sabado"],
];

/** How many days ago. */
export const DAYS_AGO: Readonly<Record<string, number>> = {
  "aujourd'hui": 0,
  today: 0,
  hoy: 0,
  hier: 1,
  yesterday: 1,
  ayer: 1,
  "avant-hier": 2,
  anteayer: 2,
};

const LAST = new Set(["dernier", "derniere", "last", "pasado", "ultimo"]);
/** Said around a date without changing it. */
const FILLERS = new Set([
  "le",
  "la",
  "on",
  "el",
  "at",
  "a",
  "las",
  "los",
  "de",
  "del",
  "du",
  "the",
  "of",
  "et",
  "vers",
]);

const SHORTEST_NAME = 3;

/** 1 to 12; undefined where the beginning fits none, or several. */
export function monthNamed(word: string): number | undefined {
  const found = indexNamed(MONTHS, word);
  return found === undefined ? undefined : found + 1;
}

/** 0 (Sunday) to 6. */
export function weekdayNamed(word: string): number | undefined {
  return indexNamed(WEEKDAYS, word);
}

export function isLast(word: string): boolean {
  return LAST.has(word);
}

/** The words of what was typed, in small letters without accents, points and fillers. */
export function dateWords(text: string): string[] {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[\s,]+/)
    .map((word) => word.replace(/\.$/, ""))
    .filter((word) => word !== "" && !FILLERS.has(word));
}

function indexNamed(names: readonly (readonly string[])[], word: string): number | undefined {
  if (word.length < SHORTEST_NAME) return undefined;
  const fitting = names.flatMap((of, index) => (of.some((name) => name.startsWith(word)) ? [index] : []));
  return fitting.length === 1 ? fitting[0] : undefined;
}
