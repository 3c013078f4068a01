import type { Stretch } from "./day-kinds.ts";
import { countsOf, expectedOf, type ShopReading, segmentsOf } from "./history.server.ts";
import { type Judgement, judgeOrders, LOOKED_BACK_MS } from "./judgement.ts";
import { latenciesOf } from "./latency.server.ts";
import { SHOP_TOTALS, type ShopTotal } from "./series.ts";
import { type FallFacts, findingsOf } from "./verdict.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PUSH_MS = 10_000;
const USUAL_MS = 14 * 24 * HOUR_MS;
/** So far back it is looked when a shop was heard last: roll-ups are kept longer, and nobody asks. */
const HEARD_MS = 60 * 24 * HOUR_MS;

export interface Sales {
  readonly judgement: Judgement;
  /** What moved and what did not, while orders are below their band. */
  readonly fall: FallFacts | null;
}

/** Judges the orders of a project's shop at `now` (epoch milliseconds). Whether a fall is open says its row. */
export async function judgeSales(
  reading: ShopReading,
  { isFallen }: { readonly isFallen: boolean },
  now: number,
): Promise<Sales> {
  const { store, sourceIds } = reading;
  const heardAt = await ordersHeardAt(reading, now);
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const window = { from: minute - LOOKED_BACK_MS, to: minute };
  const [expected, counts] = await Promise.all([
    expectedOf(reading, "orders", window),
    countsOf(store, sourceIds, "orders", { ...window, stepMs: MINUTE_MS }),
  ]);
  const minutes = counts.map(({ at, count }) => ({ at, orders: count }));
  const judgement = judgeOrders({ now, heardAt, minutes, isFallen }, expected);
  if (judgement.kind !== "fallen") return { judgement, fall: null };
  return { judgement, fall: await factsOf(reading, judgement, now) };
}

/** When the shop last told its orders; null when it never did. */
export async function ordersHeardAt({ store, sourceIds }: ShopReading, now: number): Promise<number | null> {
  const looks = [
    { from: now - 10 * MINUTE_MS, stepMs: PUSH_MS },
    { from: now - HEARD_MS, stepMs: HOUR_MS },
  ];
  for (const { from, stepMs } of looks) {
    const query = { sourceIds, series: [SHOP_TOTALS.orders], from, to: now + 1, maxPoints: 1, stepMs };
    const ranges = await store.range(query);
    const last = Math.max(...ranges.map(({ points }) => points.at(-1)?.at ?? Number.NEGATIVE_INFINITY));
    if (Number.isFinite(last)) return Math.min(now, last + (stepMs === PUSH_MS ? 0 : stepMs));
  }
  return null;
}

async function factsOf(
  reading: ShopReading,
  { since, to, orders, band }: Extract<Judgement, { kind: "fallen" }>,
  now: number,
): Promise<FallFacts> {
  const stretch = { from: since, to };
  const before = { from: since - USUAL_MS, to: since };
  const [visits, refusals, usualOrders, usualRefusals, usualVisits, latency, down] = await Promise.all([
    totalOf(reading, "visits", stretch, MINUTE_MS),
    totalOf(reading, "refusals", stretch, MINUTE_MS),
    totalOf(reading, "orders", before, HOUR_MS),
    totalOf(reading, "refusals", before, HOUR_MS),
    expectedOf(reading, "visits", stretch),
    latenciesOf(reading, stretch, before),
    downIn(reading, stretch, now),
  ]);
  return {
    ...{ since, to, orders, low: band.low, high: band.high },
    factors: findingsOf({
      ...{ orders, visits, refusals, latency, down },
      usualOrders: band.expected,
      usualVisits: usualVisits.between(since, to),
      usualRefusals: usualOrders && usualRefusals !== null ? usualRefusals / usualOrders : null,
    }),
  };
}

/** What a total grew by; null where nothing was counted. */
export async function totalOf(
  { store, sourceIds }: ShopReading,
  total: ShopTotal,
  stretch: Stretch,
  stepMs: number,
): Promise<number | null> {
  const counts = await countsOf(store, sourceIds, total, { ...stretch, stepMs });
  return counts.length > 0 ? counts.reduce((sum, { count }) => sum + count, 0) : null;
}

async function downIn({ db, project }: ShopReading, stretch: Stretch, now: number) {
  const segments = await segmentsOf(db, project, stretch, now);
  const watched = segments.filter(({ observed }) => observed !== "unmonitored");
  if (watched.length === 0) return null;
  const lengthOf = (list: readonly Stretch[]) => list.reduce((sum, { from, to }) => sum + to - from, 0);
  const down = watched.filter(({ observed }) => observed === "down");
  return { ratio: lengthOf(down) / lengthOf(watched), since: down[0]?.from ?? null };
}
