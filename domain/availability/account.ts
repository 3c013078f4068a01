import { type Figures, figuresOf } from "./figures.ts";
import { ledgerOf, type Segment, type Stretch } from "./ledger.ts";
import { type Month, monthStretch } from "./months.ts";
import type { EvidencePart, Service, ShownMaintenance, ShownReclassification } from "./service.ts";

/** Everything that the ledger of a service is made of. */
export interface Account {
  readonly service: Service;
  /** The project's: its months are counted in it. */
  readonly timeZone: string;
  readonly parts: readonly EvidencePart[];
  readonly maintenance: readonly ShownMaintenance[];
  readonly reclassifications: readonly ShownReclassification[];
  /** Epoch milliseconds: what comes after has no verdict yet. */
  readonly now: number;
}

export interface AccountedMonth {
  readonly month: Month;
  readonly stretch: Stretch;
  /** As far as the month is over. */
  readonly segments: readonly Segment[];
  readonly figures: Figures;
  /** Each outage is known to one interval of its checks, in seconds; 0 where nothing is checked. */
  readonly precisionSeconds: number;
}

/** A month of a service. The account holds the month's evidence, and may hold more. */
export function accountMonth(account: Account, month: Month): AccountedMonth {
  const { service, parts, maintenance, reclassifications, timeZone, now } = account;
  const stretch = monthStretch(month, timeZone);
  const window = { from: stretch.from, to: Math.max(stretch.from, Math.min(stretch.to, now)) };
  const segments = ledgerOf({ window, parts, quorum: service.quorum, maintenance, reclassifications });
  return {
    month,
    stretch,
    segments,
    figures: figuresOf(segments, { ratio: service.promisedRatio, monthMs: stretch.to - stretch.from }),
    precisionSeconds: Math.max(0, ...parts.map(({ intervalSeconds }) => intervalSeconds)),
  };
}
