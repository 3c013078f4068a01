/** Where a page of a list ended, as the address of the next one names it: "1795441920000-12". */
export function placeOf(at: Date, id: number): string {
  return `${at.getTime()}-${id}`;
}

/** Undefined for the first page, and for what no page wrote. */
export function placeAfter(text: string | null): { at: Date; id: number } | undefined {
  const [, at, id] = /^(\d{1,13})-(\d{1,9})$/.exec(text ?? "") ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : undefined;
}
