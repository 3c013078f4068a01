export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const ROWS_A_PAGE = 40;

/** The page that is shown when `asked` was asked for and there are `total` rows. */
export function placeOf(asked: number, total: number): { page: number; pages: number; offset: number } {
  const pages = Math.max(1, Math.ceil(total / ROWS_A_PAGE));
  const page = Math.min(asked, pages);
  return { page, pages, offset: (page - 1) * ROWS_A_PAGE };
}
