/** Where a page of a list ended. `rank` is 0 in lists that begin with the newest. */
export interface ListPlace {
  readonly rank: number;
  readonly at: Date;
  readonly id: number;
}

/** As the address of the next page names it: "6.1795441920000-12". */
export function placeText({ rank, at, id }: ListPlace): string {
  return `${rank}.${at.getTime()}-${id}`;
}

/** Undefined for the first page, and for what no page wrote. */
export function placeSaid(text: string | null): ListPlace | undefined {
  const [, rank, at, id] = /^(\d{1,3})\.(\d{1,13})-(\d{1,9})$/.exec(text ?? "") ?? [];
  return rank && at && id ? { rank: Number(rank), at: new Date(Number(at)), id: Number(id) } : undefined;
}
