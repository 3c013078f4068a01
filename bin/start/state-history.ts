import { inArray, sql } from "drizzle-orm";
import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { machineStateChanges } from "#db/schema/machines.ts";
import { sourceSeen } from "#db/schema/metrics.ts";
import { sources } from "#db/schema/sources.ts";
import { isSameState, type MachineState, machineState } from "#domain/machines/state.ts";
import type { FleetEntry } from "./fleet.ts";
import { storyStates } from "./story-states.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const ROWS_A_STATEMENT = 500;

interface StateChange extends MachineState {
  readonly at: number;
}

/**
 * Records what the collector would have recorded of the simulated machines: in the last 24 hours the same rule on the same
 * simulated values, before them, on machines of which nothing was ever recorded, the story's thirteen months. So rulers and
 * lanes of the demo do not begin empty. Before the collector starts: it goes on from here, and so they count as heard.
 */
export async function writeStateHistory(db: Database, fleet: readonly FleetEntry[], now = Date.now()): Promise<void> {
  if (fleet.length === 0) return;
  const machines = await db
    .select({ sourceId: sources.id, machineId: sources.machineId })
    .from(sources)
    .where(
      inArray(
        sources.id,
        fleet.map(({ sourceId }) => sourceId),
      ),
    );
  const told = await db
    .select({ machineId: machineStateChanges.machineId, changes: sql<number>`count(*)` })
    .from(machineStateChanges)
    .groupBy(machineStateChanges.machineId);
  const known = new Set(told.map(({ machineId }) => machineId));
  const rows = fleet.flatMap((entry) => {
    const machineId = machines.find(({ sourceId }) => sourceId === entry.sourceId)?.machineId ?? null;
    if (machineId === null) return [];
    const isNew = !known.has(machineId);
    const before = isNew ? storyStates(entry, now - DAY_MS) : [];
    return stateHistory(entry, now - DAY_MS, now, before).map(({ at, state, finding }) => ({
      machineId,
      at: new Date(at),
      state,
      finding,
    }));
  });
  await db
    .insert(sourceSeen)
    .values(fleet.map(({ sourceId }) => ({ sourceId, seenAt: new Date(now) })))
    .onDuplicateKeyUpdate({ set: { seenAt: sql`VALUES(${sourceSeen.seenAt})` } });
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await db.insert(machineStateChanges).values(rows.slice(start, start + ROWS_A_STATEMENT));
  }
}

/** Changes of state of a simulated machine after those of `before`, oldest first; a silence is found where its history has a hole. */
export function stateHistory(
  machine: FleetEntry,
  from: number,
  to: number,
  before: readonly StateChange[] = [],
): StateChange[] {
  // Only a machine that falls silent has anything that lasts minutes; a disk fills over weeks.
  const stepMs = machine.story === "falls_silent" ? MINUTE_MS : 5 * MINUTE_MS;
  const keys = simulatedSchema(machine).series.map(([key]) => key);
  const changes: StateChange[] = [...before];
  const note = (at: number, after: MachineState) => {
    const last = changes.at(-1);
    if (!last || !isSameState(last, after)) changes.push({ at, ...after });
  };

  let heardAt: number | undefined;
  for (const [at, ...values] of simulatedHistory(machine, from, to, stepMs)) {
    const recorded = changes.at(-1) ?? null;
    if (heardAt !== undefined && at - heardAt > stepMs) {
      const silentAt = heardAt + MINUTE_MS;
      note(silentAt, machineState({ sample: null, lastSeenAt: heardAt, now: silentAt + 1, recorded }));
    }
    heardAt = at;
    const sample = {
      receivedAt: at,
      intervalSeconds: IDLE_INTERVAL_SECONDS,
      values: Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null])),
    };
    note(at, machineState({ sample, now: at, recorded: changes.at(-1) ?? null }));
  }
  return changes;
}
