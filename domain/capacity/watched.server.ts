import { and, desc, eq, lte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { transferQuotas } from "#db/schema/consumption.ts";
import { ghzPerCore, type Member, membersByProject } from "#domain/consumption/members.server.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { type Machine, machinesOf } from "#domain/machines/queries.server.ts";
import { type ApplicationFacts, applicationsOf } from "#domain/projects/queries.server.ts";

import { twinsOf } from "./twins.ts";

/** A machine that measures. */
export type MeasuredMachine = Machine & { readonly sourceId: number };

/** What a contract grants to several machines together; null where it says nothing. */
export interface GroupLimits {
  readonly cores: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
}

export interface WatchedGroup {
  readonly id: number;
  readonly name: string;
  readonly limits: GroupLimits;
}

/** What of a project may run short: its machines, those that share a work, its applications, and all of it. */
export interface Watched {
  readonly machines: readonly MeasuredMachine[];
  readonly pairs: readonly (readonly MeasuredMachine[])[];
  readonly applications: readonly WatchedGroup[];
  readonly project: {
    readonly limits: GroupLimits;
    /** The machines that a visit meets first: what the line carries goes through them. */
    readonly atLine: readonly MeasuredMachine[];
    /** What the line may carry; null where only volume is agreed, or nothing. */
    readonly lineBytesPerSecond: number | null;
  };
}

/** What is watched of a project, with the limits that its contract sets on the day of `now`. */
export async function watchedOf(db: Database, projectId: number, now: Date): Promise<Watched> {
  const [all, applications, members, line] = await Promise.all([
    machinesOf(db, [projectId]),
    applicationsOf(db, projectId, now),
    membersByProject(db, [projectId]),
    lineOf(db, projectId, now),
  ]);
  const machines = all.filter(isMeasured);
  const ofProject = members.get(projectId) ?? [];
  const groups = applications.map(({ id, name, slug, pool }): WatchedGroup => {
    const ids = new Set(machines.filter(({ application }) => application?.slug === slug).map((machine) => machine.id));
    const own = ofProject.filter((member) => ids.has(member.id));
    return { id, name, limits: limitsOf(pool, own) };
  });
  const firstTier = Math.min(...machines.map(({ role }) => role.tierOrder));
  return {
    machines,
    pairs: twinsOf(machines),
    applications: groups,
    project: {
      limits: together(groups.map(({ limits }) => limits)),
      atLine: machines.filter(({ role }) => role.tierOrder === firstTier),
      lineBytesPerSecond: line,
    },
  };
}

/** The ids of the machines of each pair, by the id of its first. */
export async function pairMembersOf(db: Database, projectId: number): Promise<Map<number, number[]>> {
  const machines = (await machinesOf(db, [projectId])).filter(isMeasured);
  return new Map(twinsOf(machines).map((pair) => [pair[0]?.id ?? 0, pair.map(({ id }) => id)]));
}

/** Timonerie's own machine is part of no platform. */
function isMeasured(machine: Machine): machine is MeasuredMachine {
  return machine.sourceId !== null && !isLocalMachine(machine);
}

function limitsOf(pool: ApplicationFacts["pool"], members: readonly Member[]): GroupLimits {
  if (!pool) return { cores: null, memoryBytes: null, diskBytes: null };
  const ghz = ghzPerCore(members);
  return { cores: ghz === null ? null : pool.cpuGhz / ghz, memoryBytes: pool.memoryBytes, diskBytes: pool.diskBytes };
}

/** Where one of them is without limit, so is all of it. */
function together(all: readonly GroupLimits[]): GroupLimits {
  const sum = (of: (limits: GroupLimits) => number | null) =>
    all.length === 0 ? null : all.map(of).reduce((total, one) => (total === null || one === null ? null : total + one));
  return {
    cores: sum(({ cores }) => cores),
    memoryBytes: sum(({ memoryBytes }) => memoryBytes),
    diskBytes: sum(({ diskBytes }) => diskBytes),
  };
}

async function lineOf(db: Database, projectId: number, now: Date): Promise<number | null> {
  const [quota] = await db
    .select({ megabits: transferQuotas.megabitsPerSecond })
    .from(transferQuotas)
    .where(
      and(eq(transferQuotas.projectId, projectId), lte(transferQuotas.effectiveOn, now.toISOString().slice(0, 10))),
    )
    .orderBy(desc(transferQuotas.effectiveOn))
    .limit(1);
  return quota?.megabits ? (quota.megabits * 1e6) / 8 : null;
}
