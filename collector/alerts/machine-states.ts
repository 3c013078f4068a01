import { eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { StoredSchema } from "#db/metrics/store.ts";
import { events } from "#db/schema/events.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { sourceSeen } from "#db/schema/metrics.ts";
import { projects } from "#db/schema/projects.ts";
import { sources } from "#db/schema/sources.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import type { MachineStateChanged } from "#domain/machines/events.ts";
import {
  CPU_WINDOW_MS,
  type Finding,
  isSameState,
  type MachineState,
  machineState,
  silenceMs,
} from "#domain/machines/state.ts";
import { isWell, type JudgedSeries, judgedSeries } from "#domain/machines/well.ts";

import type { Heard, LiveMap } from "../live/live-map.ts";

export const STATES_EVERY_MS = 5_000;

/** What is known of machines is read again this often: a new one, or another contract, is judged within it. */
const MACHINES_EVERY_MS = 60_000;

const NEVER: MachineState = { state: "never", finding: null };

/**
 * Applies the rule of domain/machines/state.ts to every machine in use and writes what changed, with its event, in
 * one transaction. What is recorded is the memory of the rule (hysteresis), so that a new collector goes on where
 * the last one ended.
 */
export class MachineStates {
  private recorded: Map<number, MachineState> | undefined;
  private machines: readonly MachineInUse[] = [];
  private readAt = Number.NEGATIVE_INFINITY;
  /** Of what is in the database, when the machines were read. */
  private newest = "";
  /** By machine: when the sample that was judged last had come. */
  private readonly judged = new Map<number, number>();

  constructor(
    private readonly db: Database,
    private readonly live: Pick<LiveMap, "get" | "heard" | "average">,
    /** Silence counts from the later of last seen and this. */
    private readonly listeningSince: number,
  ) {}

  /** Judges the machines of which something came, or from which too long nothing came; gives how many changed. */
  async judge(now: number): Promise<number> {
    this.recorded ??= await recordedStates(this.db);
    const recorded = this.recorded;
    const changes = (await this.machinesInUse(now)).flatMap((machine) => {
      const before = recorded.get(machine.id) ?? NEVER;
      if (this.isJudged(machine, now) || this.staysWell(machine, before, now)) return [];
      const after = this.stateOf(machine, before, now);
      return isSameState(before, after) ? [] : [{ machine, before, after }];
    });
    if (changes.length === 0) return 0;

    await this.db.transaction(async (tx) => {
      for (const { machine, before, after } of changes) await record(tx, machine, before, after, new Date(now));
    });
    for (const { machine, after } of changes) recorded.set(machine.id, after);
    return changes.length;
  }

  /** Read again once a minute, and at once when a machine, a source or anything worth an event is new. */
  private async machinesInUse(now: number): Promise<readonly MachineInUse[]> {
    const newest = await newestIds(this.db);
    if (newest === this.newest && Math.abs(now - this.readAt) < MACHINES_EVERY_MS) return this.machines;
    this.machines = await machinesInUse(this.db);
    this.newest = newest;
    this.readAt = now;
    this.judged.clear();
    return this.machines;
  }

  /** Whether its newest sample was judged already, and it is not silent since. Notes that it is, from now on. */
  private isJudged({ id, sourceId }: MachineInUse, now: number): boolean {
    const heard = sourceId === null ? undefined : this.live.heard(sourceId);
    if (!heard) return false;
    const isKnown = this.judged.get(id) === heard.receivedAt;
    this.judged.set(id, heard.receivedAt);
    return isKnown && this.isHeard(heard, now);
  }

  /** The same answer as `stateOf` for a machine that was well, at a fraction of its cost. */
  private staysWell({ sourceId, contractedBandwidthBits }: MachineInUse, before: MachineState, now: number): boolean {
    if (sourceId === null || before.state !== "ok") return false;
    const heard = this.live.heard(sourceId);
    const ring = heard?.rings.at(-1);
    if (!heard || !ring || !this.isHeard(heard, now)) return false;
    return isWell({
      series: judgedOf(ring.schema),
      valueAt: (position) => ring.newestAt(position),
      contractedBandwidthBits,
      cpuAverageRatio: this.live.average(sourceId, "cpu_used_ratio", CPU_WINDOW_MS),
    });
  }

  private isHeard(heard: Heard, now: number): boolean {
    return now - Math.max(heard.receivedAt, this.listeningSince) <= silenceMs(heard.intervalSeconds);
  }

  private stateOf(machine: MachineInUse, recorded: MachineState, now: number): MachineState {
    const sample = machine.sourceId === null ? undefined : this.live.get(machine.sourceId);
    return machineState({
      sample: sample ?? null,
      now,
      contract: machine,
      recorded,
      cpuAverageRatio: sample && this.live.average(sample.sourceId, "cpu_used_ratio", CPU_WINDOW_MS),
      lastSeenAt: machine.seenAt?.getTime() ?? null,
      listeningSince: this.listeningSince,
    });
  }
}

const judged = new WeakMap<StoredSchema, JudgedSeries>();

function judgedOf(schema: StoredSchema): JudgedSeries {
  const known = judged.get(schema) ?? judgedSeries(schema.series.map(([key]) => key));
  judged.set(schema, known);
  return known;
}

type MachineInUse = Awaited<ReturnType<typeof machinesInUse>>[number];

/** Changes with whatever may have changed the machines; three looks at the end of an index. */
async function newestIds(db: Database): Promise<string> {
  const [row] = await db
    .select({
      machine: sql<number>`MAX(${machines.id})`,
      source: sql<number>`(SELECT MAX(${sources.id}) FROM ${sources})`,
      event: sql<number>`(SELECT MAX(${events.id}) FROM ${events})`,
    })
    .from(machines);
  return `${row?.machine} ${row?.source} ${row?.event}`;
}

function machinesInUse(db: Database) {
  return db
    .select({
      id: machines.id,
      name: machines.name,
      projectId: machines.projectId,
      clientId: projects.clientId,
      contractedBandwidthBits: machines.contractedBandwidthBits,
      sourceId: sources.id,
      seenAt: sourceSeen.seenAt,
    })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .leftJoin(sourceSeen, eq(sourceSeen.sourceId, sources.id))
    .where(isNull(machines.retiredAt));
}

/** The newest recorded state of every machine. */
async function recordedStates(db: Database): Promise<Map<number, MachineState>> {
  const newest = db
    .select({ id: sql<number>`MAX(${machineStateChanges.id})` })
    .from(machineStateChanges)
    .groupBy(machineStateChanges.machineId);
  const rows = await db.select().from(machineStateChanges).where(inArray(machineStateChanges.id, newest));
  return new Map(
    rows.map(({ machineId, state, finding }) => [machineId, { state, finding: finding as Finding | null }]),
  );
}

async function record(
  tx: Database,
  machine: MachineInUse,
  before: MachineState,
  { state, finding }: MachineState,
  at: Date,
): Promise<void> {
  await tx.insert(machineStateChanges).values({ machineId: machine.id, at, state, finding });
  const data: MachineStateChanged = { id: machine.id, name: machine.name, from: before.state, to: state, finding };
  const { clientId, projectId } = machine;
  await recordEvent(tx, { type: "machine.state-changed", clientId, projectId, data: { ...data } }, at);
}
