import type { Found } from "./identifying-patterns.ts";

/** What the platform knows by name around a ticket. */
export interface KnownNames {
  /** Of the client, its projects and whatever else is called after it. */
  readonly clients: readonly string[];
  /** "Inès Valdor": each of its words is a name too. */
  readonly people: readonly string[];
  /** Of machines. */
  readonly hosts: readonly string[];
}

/** "Anne de la Tour": the words between are nobody's name. */
const PARTICLES = new Set([
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "del",
  "los",
  "las",
  "van",
  "von",
  "der",
  "den",
  "di",
  "da",
]);
const SHORTEST_NAME = 3;

/** Where known names stand, the longest first, whatever their accents and capitals. */
export function everyName(text: string, { clients, people, hosts }: KnownNames): Found[] {
  const folded = foldedInPlace(text);
  const wholes = people.map((name) => name.trim()).filter((name) => name.length >= SHORTEST_NAME);
  const parts = wholes.flatMap((name) => name.split(/[\s]+/)).filter(isName);
  return [
    ...placesOf(hosts, folded, "[\\w-]").map((place) => ({ ...place, kind: "host" as const })),
    ...placesOf(clients, folded, "[\\p{L}\\p{N}]").map((place) => ({ ...place, kind: "client" as const })),
    ...placesOf(wholes, folded, "[\\p{L}\\p{N}]").map((place) => ({ ...place, kind: "person" as const })),
    // "claire" is a word, "Claire" and "@claire" are somebody.
    ...placesOf(parts, folded, "[\\p{L}\\p{N}]")
      .filter(({ from }) => text[from - 1] === "@" || /\p{Lu}/u.test(text[from] ?? ""))
      .map((place) => ({ ...place, kind: "person" as const })),
  ];
}

function placesOf(names: readonly string[], text: string, letter: string): { from: number; to: number }[] {
  const wanted = [...new Set(names.map((name) => foldedInPlace(name.normalize("NFC").trim())))].filter(
    (name) => name.length > 1,
  );
  if (wanted.length === 0) return [];
  const either = wanted
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s{1,3}"))
    .join("|");
  return [...text.matchAll(new RegExp(`(?<!${letter})(?:${either})(?!${letter})`, "gu"))].map(
    ({ index, 0: found }) => ({
      from: index,
      to: index + found.length,
    }),
  );
}

function isName(word: string): boolean {
  return word.length >= SHORTEST_NAME && !PARTICLES.has(word.toLowerCase());
}

/** Small letters without accents, each in the place of its own: what is found stands where it stood. */
function foldedInPlace(text: string): string {
  return text.replaceAll(/[A-Z\u00c0-\u024f]/g, (letter) => {
    const plain = letter.normalize("NFD").charAt(0).toLowerCase();
    return plain.length === letter.length ? plain : letter;
  });
}
