/** Where a page of a list ended. `rank` is 0 in lists that begin with the newest. */
export interface ListPlace {
  readonly rank: number;
  readonly at: Date;
  readonly id: number;
}
