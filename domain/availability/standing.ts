import type { AccountedMonth } from "./account.ts";
import type { Figures } from "./figures.ts";
import type { Service } from "./service.ts";
import { isCounted, type Verdict } from "./verdict.ts";

export interface AccountedService {
  readonly service: Service;
  readonly accounted: AccountedMonth;
}

/** How a project stands in its month. */
export interface Standing {
  /** The service with the least budget left, and its month. */
  readonly service: Service;
  readonly figures: Figures;
  /** Lengths of its outages that count, in milliseconds, oldest first. */
  readonly outages: readonly number[];
  /** Epoch milliseconds: the last instant of the month. */
  readonly lastInstant: number;
  /** Services that are not up as this is asked, whichever they are. */
  readonly troubled: readonly { readonly name: string; readonly verdict: Verdict; readonly since: number }[];
}

/** Null where a project promises nothing. Months as far as they are over. */
export function standingOf(services: readonly AccountedService[]): Standing | null {
  const [worst] = [...services].sort(
    (one, other) => one.accounted.figures.remainingMs - other.accounted.figures.remainingMs,
  );
  if (!worst) return null;
  const { figures, segments, stretch } = worst.accounted;
  const counted = segments.filter(({ verdict }) => isCounted(verdict));
  return {
    service: worst.service,
    figures,
    outages: counted.map(({ from, to }) => to - from),
    lastInstant: stretch.to - 1,
    troubled: services.flatMap(({ service, accounted }) => {
      const last = accounted.segments.at(-1);
      if (!last || last.verdict === "up") return [];
      return [{ name: service.name, verdict: last.verdict, since: last.from }];
    }),
  };
}
