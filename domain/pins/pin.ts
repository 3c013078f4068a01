/** For whom a fact is kept. */
export const PIN_READERS = ["report", "committee"] as const;
export type PinReaders = (typeof PIN_READERS)[number];

/** The longest of each text, in characters. */
export const PIN_LIMITS = { path: 500, title: 190, sentence: 2_000 } as const;

export interface Pin {
  readonly id: number;
  readonly for: PinReaders;
  readonly path: string;
  readonly title: string;
  readonly sentence: string;
  readonly authorName: string;
  readonly at: Date;
}

/** Whether a path and query, free of anything a browser would take for another site, is of a page of the project. */
export function isPageOf(projectSlug: string, path: string): boolean {
  const home = `/projects/${projectSlug}`;
  return path === home || ["/", "?", "#"].some((next) => path.startsWith(home + next));
}
