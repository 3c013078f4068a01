import type { Expected } from "./band.ts";
import { countsOf, expectedOf, type ShopReading } from "./history.server.ts";
import { ordersHeardAt } from "./sales.server.ts";
import { hourBegun, ordersOfHour, type ThisHour } from "./this-hour.ts";

const MINUTE_MS = 60_000;
/** What eight weeks say of today hardly changes, and takes long to read. */
const REMEMBERED_MS = 10 * MINUTE_MS;

const remembered = new Map<number, { readonly at: number; readonly expected: Promise<Expected> }>();

/** The orders of the hour that runs, of a project's shop, at `now` (epoch milliseconds). */
export async function ordersThisHour(reading: ShopReading, now: number): Promise<ThisHour> {
  const { store, sourceIds, project } = reading;
  const window = { from: hourBegun(now, project.timeZone), to: Math.floor(now / MINUTE_MS) * MINUTE_MS };
  const [heardAt, counts, expected] = await Promise.all([
    ordersHeardAt(reading, now),
    countsOf(store, sourceIds, "orders", { ...window, stepMs: MINUTE_MS }),
    expectedToday(reading, now),
  ]);
  const minutes = counts.map(({ at, count }) => ({ at, orders: count }));
  return ordersOfHour({ now, heardAt, minutes }, expected);
}

function expectedToday(reading: ShopReading, now: number): Promise<Expected> {
  const { id } = reading.project;
  const known = remembered.get(id);
  if (known && Math.abs(now - known.at) < REMEMBERED_MS) return known.expected;
  const expected = expectedOf(reading, "orders", { from: now - 2 * 60 * MINUTE_MS, to: now });
  remembered.set(id, { at: now, expected });
  // What could not be read is asked for again.
  expected.catch(() => remembered.delete(id));
  return expected;
}
