import { aliasedTable, and, asc, desc, eq, gte, inArray, isNull, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";

import type { FactName, Inventory, TopProcesses } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { machineParents, machineRoles, machineStateChanges, machines } from "#db/schema/machines.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { sourceFacts, sources } from "#db/schema/sources.ts";
import type { StateChange, StateNow, ToldChange } from "./history.ts";
import { type Contract, LOCAL_MACHINE, type MachineRole } from "./live.ts";
import type { Finding, MachineStateName } from "./state.ts";

export interface Machine {
  readonly id: number;
  readonly projectId: number;
  /** Null until a source was made for it: it cannot push. */
  readonly sourceId: number | null;
  readonly name: string;
  /** What distinguishes it from its twin, in words of staff. */
  readonly position: string;
  readonly role: MachineRole;
  readonly application: { readonly slug: string; readonly name: string } | null;
  readonly contract: Contract;
  readonly simulated: boolean;
}

/** What the page of one machine shows beside its measures. */
export interface MachineDetail extends Machine {
  readonly addresses: readonly string[];
  readonly site: string;
  readonly consoleUrl: string | null;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  /** Names of the machines that it needs. */
  readonly parents: readonly string[];
}

export interface MachineFact<Value> {
  /** By the agent's clock. */
  readonly at: Date;
  readonly value: Value;
}

/** The machines in use of these projects, in the order of tier and name. */
export async function machinesOf(db: Database, projectIds: readonly number[]): Promise<Machine[]> {
  if (projectIds.length === 0) return [];
  const rows = await selectMachines(db, inArray(machines.projectId, [...projectIds])).orderBy(
    asc(machineRoles.tierOrder),
    asc(machines.name),
  );
  return rows.map(machineOf);
}

/** One machine in use of the project; undefined for a foreign, retired or absent name. */
export async function machineByName(db: Database, projectId: number, name: string): Promise<MachineDetail | undefined> {
  const [row] = await selectMachines(db, and(eq(machines.projectId, projectId), eq(machines.name, name))).limit(1);
  if (!row) return undefined;

  const parents = await db
    .select({ name: machines.name })
    .from(machineParents)
    .innerJoin(machines, eq(machines.id, machineParents.parentId))
    .where(and(eq(machineParents.machineId, row.id), eq(machines.projectId, projectId)))
    .orderBy(asc(machines.name));
  const { addresses, site, consoleUrl, tags, createdAt } = row;
  return { ...machineOf(row), addresses, site, consoleUrl, tags, createdAt, parents: parents.map((p) => p.name) };
}

/** How many machines in use each of these projects has, by project id. Timonerie's own is part of no platform. */
export async function machineCounts(db: Database, projectIds: readonly number[]): Promise<Map<number, number>> {
  if (projectIds.length === 0) return new Map();
  const rows = await db
    .select({ projectId: machines.projectId, count: sql<number>`count(*)`.mapWith(Number) })
    .from(machines)
    .where(
      and(
        inArray(machines.projectId, [...projectIds]),
        isNull(machines.retiredAt),
        or(machines.simulated, ne(machines.name, LOCAL_MACHINE)),
      ),
    )
    .groupBy(machines.projectId);
  return new Map(rows.map((row) => [row.projectId, row.count]));
}

/** What the machine's agent said of it at its last start or day. */
export function inventoryOf(db: Database, projectId: number, machineId: number) {
  return factOf<Inventory>(db, projectId, machineId, "inventory");
}

/** The processes using most CPU and memory. For staff only: the caller asks for "machine.processes". */
export function topProcessesOf(db: Database, projectId: number, machineId: number) {
  return factOf<TopProcesses>(db, projectId, machineId, "processes");
}

/** The recorded state of each machine of these projects, and since when. A machine never heard has none. */
export async function statesOf(db: Database, projectIds: readonly number[]): Promise<Map<number, StateNow>> {
  return latestChanges(db, projectIds, undefined);
}

/**
 * Changes of state of the machines of a project within [from, to), oldest first, preceded for each machine by
 * the state in which it entered the window, dated `from`.
 */
export async function stateHistory(
  db: Database,
  projectId: number,
  window: { readonly from: Date; readonly to: Date; readonly machineId?: number },
): Promise<StateChange[]> {
  const ofProject = and(
    eq(machines.projectId, projectId),
    isNull(machines.retiredAt),
    window.machineId === undefined ? undefined : eq(machines.id, window.machineId),
  );
  const [entered, changed] = await Promise.all([
    latestChanges(db, [projectId], lt(machineStateChanges.at, window.from)),
    db
      .select({
        machineId: machines.id,
        machine: machines.name,
        at: machineStateChanges.at,
        state: machineStateChanges.state,
        finding: machineStateChanges.finding,
      })
      .from(machineStateChanges)
      .innerJoin(machines, eq(machines.id, machineStateChanges.machineId))
      .where(and(ofProject, gte(machineStateChanges.at, window.from), lt(machineStateChanges.at, window.to)))
      .orderBy(asc(machineStateChanges.at), asc(machineStateChanges.id)),
  ]);

  const before = [...entered.values()]
    .filter((state) => window.machineId === undefined || state.machineId === window.machineId)
    .map(({ machineId, machine, state, finding }) => ({ machineId, machine, at: window.from, state, finding }));
  return [...before, ...changed.map(withFinding)];
}

/** What changed on the machines of a project since an instant, newest first; at most `limit` changes. */
export async function changesSince(db: Database, projectId: number, at: Date, limit = 50): Promise<ToldChange[]> {
  const earlier = aliasedTable(machineStateChanges, "earlier");
  const before = db
    .select({ state: earlier.state })
    .from(earlier)
    // By the index (machine_id, at): ids alone would read everybody's changes.
    .where(
      and(
        eq(earlier.machineId, machineStateChanges.machineId),
        lte(earlier.at, machineStateChanges.at),
        lt(earlier.id, machineStateChanges.id),
      ),
    )
    .orderBy(desc(earlier.at), desc(earlier.id))
    .limit(1);
  const changes = await db
    .select({
      machineId: machines.id,
      machine: machines.name,
      at: machineStateChanges.at,
      state: machineStateChanges.state,
      finding: machineStateChanges.finding,
      before: sql<MachineStateName | null>`(${before})`,
    })
    .from(machineStateChanges)
    .innerJoin(machines, eq(machines.id, machineStateChanges.machineId))
    .where(and(eq(machines.projectId, projectId), isNull(machines.retiredAt), gte(machineStateChanges.at, at)))
    .orderBy(desc(machineStateChanges.at), desc(machineStateChanges.id))
    .limit(limit);
  return changes.map(withFinding);
}

async function latestChanges(db: Database, projectIds: readonly number[], before: SQL | undefined) {
  if (projectIds.length === 0) return new Map<number, StateNow>();
  // One look into the index (machine_id, at) a machine: a thousand machines have a hundred thousand changes in a year.
  const newest = db
    .select({ id: machineStateChanges.id })
    .from(machineStateChanges)
    .where(and(eq(machineStateChanges.machineId, machines.id), before))
    .orderBy(desc(machineStateChanges.at), desc(machineStateChanges.id))
    .limit(1);
  const rows = await db
    .select({
      machineId: machines.id,
      machine: machines.name,
      since: machineStateChanges.at,
      state: machineStateChanges.state,
      finding: machineStateChanges.finding,
    })
    .from(machines)
    .innerJoin(machineStateChanges, eq(machineStateChanges.id, newest))
    .where(and(inArray(machines.projectId, [...projectIds]), isNull(machines.retiredAt)));
  return new Map(rows.map((row) => [row.machineId, withFinding(row)]));
}

/** The collector alone writes findings, as domain/machines/state.ts makes them. */
function withFinding<Row extends { finding: unknown }>(row: Row) {
  return { ...row, finding: row.finding as Finding | null };
}

async function factOf<Value>(
  db: Database,
  projectId: number,
  machineId: number,
  name: FactName,
): Promise<MachineFact<Value> | undefined> {
  const [fact] = await db
    .select({ at: sourceFacts.at, value: sourceFacts.value })
    .from(sourceFacts)
    .innerJoin(sources, eq(sources.id, sourceFacts.sourceId))
    .where(and(eq(sources.projectId, projectId), eq(sources.machineId, machineId), eq(sourceFacts.name, name)))
    .limit(1);
  return fact && { at: fact.at, value: fact.value as Value };
}

function selectMachines(db: Database, where: SQL | undefined) {
  return db
    .select({
      id: machines.id,
      projectId: machines.projectId,
      sourceId: sources.id,
      name: machines.name,
      position: machines.position,
      role: machines.role,
      roleNames: { fr: machineRoles.nameFr, en: machineRoles.nameEn, es: machineRoles.nameEs },
      tierOrder: machineRoles.tierOrder,
      applicationSlug: applications.slug,
      applicationName: applications.name,
      cpuGhz: machines.contractedCpuGhz,
      memoryBytes: machines.contractedMemoryBytes,
      diskBytes: machines.contractedDiskBytes,
      bandwidthBits: machines.contractedBandwidthBits,
      simulated: machines.simulated,
      addresses: machines.addresses,
      site: machines.site,
      consoleUrl: machines.consoleUrl,
      tags: machines.tags,
      createdAt: machines.createdAt,
    })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .innerJoin(machineRoles, eq(machineRoles.slug, machines.role))
    .leftJoin(applications, eq(applications.id, machines.applicationId))
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .where(and(where, isNull(machines.retiredAt), isNull(projects.retiredAt)))
    .$dynamic();
}

function machineOf(row: Awaited<ReturnType<typeof selectMachines>>[number]): Machine {
  return {
    id: row.id,
    projectId: row.projectId,
    sourceId: row.sourceId,
    name: row.name,
    position: row.position,
    role: { slug: row.role, names: row.roleNames, tierOrder: row.tierOrder },
    application:
      row.applicationSlug && row.applicationName ? { slug: row.applicationSlug, name: row.applicationName } : null,
    contract: {
      cpuGhz: row.cpuGhz,
      memoryBytes: row.memoryBytes,
      diskBytes: row.diskBytes,
      bandwidthBits: row.bandwidthBits,
    },
    simulated: row.simulated,
  };
}
