/** Somebody whom a text may name. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/**
 * Those whom a text names as "@Camille Roche": the whole name after an @ that no letter or digit precedes, in any case
 * of letters, and not as the beginning of a longer word. Of "@Ana Ruiz" and "@Ana" in one place the longer name counts.
 */
export function mentionedIn<T extends Mentionable>(text: string, people: readonly T[]): T[] {
  const found = new Set<T>();
  const byLength = people.filter(({ name }) => name !== "").sort((a, b) => b.name.length - a.name.length);
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const after = text.slice(index + 1);
    const named = byLength.filter(({ name }) => begins(after, name));
    const longest = named[0]?.name.length ?? 0;
    for (const person of named) if (person.name.length === longest) found.add(person);
  }
  return people.filter((person) => found.has(person));
}

function begins(text: string, name: string): boolean {
  const same = text.slice(0, name.length).toLocaleLowerCase() === name.toLocaleLowerCase();
  return same && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}
