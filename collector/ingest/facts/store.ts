import { sql } from "drizzle-orm";
import { type Fact, MAX_AGE_MS, MAX_AHEAD_MS, type SamplesDropped } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { droppedSamples, sourceFacts } from "#db/schema/sources.ts";

/**
 * Keeps the newest fact of each name, by the agent's clock. A fact dated outside the window of samples is dated by
 * ours instead: one from the year 2100 would stand for ever.
 */
export async function storeFacts(db: Database, sourceId: number, facts: readonly Fact[], now: number): Promise<void> {
  if (facts.length === 0) return;
  for (const { name, value } of facts) {
    if (name === "samples_dropped") await storeDropped(db, sourceId, value as SamplesDropped, now);
  }
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

/**
 * A source tells a growing count until it hears that we know, so the same gap comes again and larger: it begins where it
 * began. The next gap begins later.
 */
async function storeDropped(db: Database, sourceId: number, dropped: SamplesDropped, now: number): Promise<void> {
  const { count, from, to } = dropped;
  const [start, end] = [Math.trunc(from), Math.trunc(to)];
  // Instants that no clock can have say nothing about a gap.
  if (![start, end].every((at) => Number.isSafeInteger(at) && at > 0) || end < start || end > now + MAX_AHEAD_MS)
    return;
  await db
    .insert(droppedSamples)
    .values({
      sourceId,
      from: start,
      to: end,
      samples: Math.min(Math.trunc(count), 2 ** 31 - 1),
      toldAt: new Date(now),
    })
    .onDuplicateKeyUpdate({
      set: {
        to: sql`GREATEST(${droppedSamples.to}, VALUES(${droppedSamples.to}))`,
        samples: sql`GREATEST(${droppedSamples.samples}, VALUES(${droppedSamples.samples}))`,
        toldAt: sql`VALUES(${droppedSamples.toldAt})`,
      },
    });
}
