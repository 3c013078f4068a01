import type { StaleReason } from "./article.ts";

/** Answers count this long: an article that was mended since is judged by those who read it mended. */
export const OPINION_DAYS = 90;
/** Fewer answers say nothing. */
export const FEWEST_OPINIONS = 3;

export interface Staleness {
  /** YYYY-MM-DD. */
  readonly reviewOn: string | null;
  readonly staleSince: Date | null;
  /** Answers to "was this useful" since the article was last read again, of the last OPINION_DAYS. */
  readonly useful: number;
  readonly notUseful: number;
}

/** Why the article must be read again; nothing where it need not. `today`: YYYY-MM-DD. */
export function staleReasons({ reviewOn, staleSince, useful, notUseful }: Staleness, today: string): StaleReason[] {
  const answers = useful + notUseful;
  return [
    ...(reviewOn !== null && reviewOn <= today ? (["reviewDay"] as const) : []),
    ...(staleSince !== null ? (["marked"] as const) : []),
    ...(answers >= FEWEST_OPINIONS && notUseful > useful ? (["notUseful"] as const) : []),
  ];
}
