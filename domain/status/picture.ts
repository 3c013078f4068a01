import type { StatusDay, StatusVerdict } from "./days.ts";
import type { Headline } from "./headline.ts";
import type { ComponentNames, StatusLocale } from "./page.ts";
import type { ToldIncident } from "./told.ts";

export interface ComponentPicture {
  readonly serviceId: number;
  readonly names: ComponentNames;
  readonly verdict: StatusVerdict;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly days: readonly StatusDay[];
  readonly interruptions: { readonly count: number; readonly lastedMs: number };
}

/** All that a status page shows to one who may read it. Nothing in it is known inside only. */
export interface StatusPicture {
  readonly title: string;
  /** The page's own language. */
  readonly locale: StatusLocale;
  readonly headline: Headline;
  readonly components: readonly ComponentPicture[];
  /** Not closed yet, the newest first. */
  readonly open: readonly ToldIncident[];
  /** Closed, of the last 90 days, the newest first. */
  readonly past: readonly ToldIncident[];
}
