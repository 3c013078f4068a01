interface Placed {
  readonly id: number;
  readonly at: Date;
}

/** The last mark of a page, as the address of the next one names it: "1795441920000-12". */
export function lastOf(marks: readonly Placed[]): string | null {
  const last = marks.at(-1);
  return last ? `${last.at.getTime()}-${last.id}` : null;
}

/** Undefined for the first page, and for what no page wrote. */
export function pageAfter(text: string | null): Placed | undefined {
  const [, at, id] = /^(\d{1,13})-(\d{1,9})$/.exec(text ?? "") ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : undefined;
}
