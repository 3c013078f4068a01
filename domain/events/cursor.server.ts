import { and, asc, gt, inArray, lt, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { events } from "#db/schema/events.ts";

export type StoredEvent = typeof events.$inferSelect;

/** A transaction takes its id when it writes and shows it when it commits; commands commit well within this. */
const LATE_COMMIT_MS = 60_000;
const BATCH = 500;

/**
 * Reads events once each, in the order in which they become visible. Ids become visible out of order: 12 may commit
 * before 11. So the cursor rests on the newest id that is old enough to have nothing late before it, reads everything
 * after it again at each poll, and remembers what it has already handed over.
 */
export class EventCursor {
  private floor = 0;
  private readonly handedOver = new Map<number, number>();

  private constructor(
    private readonly db: Database,
    private readonly types: readonly string[],
  ) {}

  /** A cursor that stands at the present: what is visible now is not handed over. */
  static async atPresent(db: Database, types: readonly string[], now = new Date()): Promise<EventCursor> {
    const cursor = new EventCursor(db, types);
    const settled = new Date(now.getTime() - LATE_COMMIT_MS);
    const [row] = await db
      .select({ id: max(events.id) })
      .from(events)
      .where(lt(events.at, settled));
    cursor.floor = row?.id ?? 0;
    await cursor.next(now);
    return cursor;
  }

  async next(now = new Date()): Promise<StoredEvent[]> {
    const fresh: StoredEvent[] = [];
    let after = this.floor;
    for (;;) {
      const rows = await this.db
        .select()
        .from(events)
        .where(and(gt(events.id, after), inArray(events.type, [...this.types])))
        .orderBy(asc(events.id))
        .limit(BATCH);
      for (const row of rows) {
        after = row.id;
        if (this.handedOver.has(row.id)) continue;
        this.handedOver.set(row.id, now.getTime());
        fresh.push(row);
      }
      if (rows.length < BATCH) break;
    }
    this.settle(now);
    return fresh;
  }

  private settle(now: Date): void {
    for (const [id, at] of this.handedOver) {
      if (now.getTime() - at <= LATE_COMMIT_MS) continue;
      this.handedOver.delete(id);
      this.floor = Math.max(this.floor, id);
    }
  }
}
