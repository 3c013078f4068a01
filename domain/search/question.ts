/** Longer is no search of a person. */
export const LONGEST_SEARCH = 80;
const MOST_WORDS = 5;

/** What was typed, on one line and of bounded length. */
export function searchText(typed: string | null): string {
  return (typed ?? "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_SEARCH);
}

/** Every word must be found somewhere, in any order. */
export function searchWords(text: string): string[] {
  return text.split(" ").filter(Boolean).slice(0, MOST_WORDS);
}

/** A pattern for LIKE that finds the word anywhere: % and _ of the word stand for themselves. */
export function containing(word: string): string {
  return `%${escaped(word)}%`;
}

export function startingWith(word: string): string {
  return `${escaped(word)}%`;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, "\\$&");
}

/** As the database compares text that is no identifier: without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
