import { sql } from "drizzle-orm";
import { type Fact, MAX_AGE_MS, MAX_AHEAD_MS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { sourceFacts } from "#db/schema/sources.ts";

/**
 * Keeps the newest fact of each name, by the agent's clock. A fact dated outside the window of samples is dated by
 * ours instead: one from the year 2100 would stand for ever.
 */
export async function storeFacts(db: Database, sourceId: number, facts: readonly Fact[], now: number): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ name, at, value }) => ({
    sourceId,
    name,
    at: new Date(at < now - MAX_AGE_MS || at > now + MAX_AHEAD_MS ? now : at),
    receivedAt: new Date(now),
    value,
  }));
  // Assigned from left to right: `at` last, because the others compare with it.
  await db
    .insert(sourceFacts)
    .values(rows)
    .onDuplicateKeyUpdate({
      set: {
        value: sql`IF(VALUES(${sourceFacts.at}) >= ${sourceFacts.at}, VALUES(${sourceFacts.value}), ${sourceFacts.value})`,
        receivedAt: sql`IF(VALUES(${sourceFacts.at}) >= ${sourceFacts.at}, VALUES(${sourceFacts.receivedAt}), ${sourceFacts.receivedAt})`,
        at: sql`GREATEST(${sourceFacts.at}, VALUES(${sourceFacts.at}))`,
      },
    });
}
