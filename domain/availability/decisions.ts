import type { Account } from "./account.ts";
import { ledgerOf, type Reclassification, type Stretch } from "./ledger.ts";
import type { ShownReclassification } from "./service.ts";
import type { Verdict } from "./verdict.ts";

/** A decision of staff with what it took the place of. */
export interface ShownDecision extends ShownReclassification {
  /** The verdicts that stood there before it, each once, in their order; of the part that the account holds. */
  readonly before: readonly Verdict[];
}

/** Staff's decisions on a stretch, newest first, each with what the ledger says without it and without later ones. */
export function decisionsOf(account: Account, stretch: Stretch): ShownDecision[] {
  return account.reclassifications
    .filter(({ from, to }) => from < stretch.to && to > stretch.from)
    .map((decision) => {
      const earlier = account.reclassifications.filter((other) => isEarlier(other, decision));
      const window = { from: Math.max(decision.from, stretch.from), to: Math.min(decision.to, stretch.to) };
      return { ...decision, before: verdictsOf({ ...account, reclassifications: earlier }, window) };
    })
    .sort((one, other) => (isEarlier(one, other) ? 1 : -1));
}

/** What the ledger says of a stretch: each verdict once, in their order. */
export function verdictsOf({ service, parts, maintenance, reclassifications }: Account, window: Stretch): Verdict[] {
  const segments = ledgerOf({ window, parts, quorum: service.quorum, maintenance, reclassifications });
  return [...new Set(segments.map(({ verdict }) => verdict))];
}

function isEarlier(one: Reclassification, other: Reclassification): boolean {
  return one.decidedAt < other.decidedAt || (one.decidedAt === other.decidedAt && one.id < other.id);
}
