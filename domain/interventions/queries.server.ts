import { and, asc, eq, gt, inArray, isNull, lt, ne, notInArray, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import {
  interventionAnswers,
  interventionApprovers,
  interventionEntries,
  interventionMachines,
  interventions,
} from "#db/schema/interventions.ts";
import { machines } from "#db/schema/machines.ts";

import type { Comparison } from "./comparison.ts";
import type { InterventionKind, InterventionState } from "./intervention.ts";

/** An intervention in a line: of calendars, rulers and charts. Instants are UTC. */
export interface ListedIntervention {
  readonly id: number;
  readonly projectId: number;
  readonly kind: InterventionKind;
  readonly title: string;
  readonly state: InterventionState;
  readonly from: Date;
  readonly to: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly agreedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly createdAt: Date;
  readonly machines: readonly string[];
}

export interface ListQuestion {
  readonly from?: Date;
  readonly to?: Date;
  /** Drafts are staff's own affair. */
  readonly withDrafts: boolean;
  readonly limit?: number;
}

/** The interventions of these projects whose window, as planned or as worked, touches [from, to), oldest first. */
export async function interventionsBetween(
  db: Database,
  projectIds: readonly number[],
  { from, to, withDrafts, limit = 500 }: ListQuestion,
): Promise<ListedIntervention[]> {
  if (projectIds.length === 0) return [];
  const begins = sql`least(${interventions.from}, coalesce(${interventions.startedAt}, ${interventions.from}))`;
  const ends = sql`greatest(${interventions.to}, coalesce(${interventions.endedAt}, ${interventions.to}))`;
  const rows = await db
    .select({
      ...LISTED,
      machines: sql<string | null>`group_concat(${machines.name} order by ${machines.name} separator ' ')`,
    })
    .from(interventions)
    .leftJoin(interventionMachines, eq(interventionMachines.interventionId, interventions.id))
    .leftJoin(machines, eq(machines.id, interventionMachines.machineId))
    .where(
      and(
        inArray(interventions.projectId, [...projectIds]),
        withDrafts ? undefined : ne(interventions.state, "draft"),
        to && lt(begins, to),
        from && gt(ends, from),
      ),
    )
    .groupBy(interventions.id)
    .orderBy(asc(interventions.from), asc(interventions.id))
    .limit(limit);
  // A machine's name has no blank in it.
  return rows.map(({ machines: names, ...row }) => ({ ...row, machines: names ? names.split(" ") : [] }));
}

const LISTED = {
  id: interventions.id,
  projectId: interventions.projectId,
  kind: interventions.kind,
  title: interventions.title,
  state: interventions.state,
  from: interventions.from,
  to: interventions.to,
  startedAt: interventions.startedAt,
  endedAt: interventions.endedAt,
  submittedAt: interventions.submittedAt,
  agreedAt: interventions.agreedAt,
  cancelledAt: interventions.cancelledAt,
  createdAt: interventions.createdAt,
};

/** What came of before and after of these interventions, by their id; of those that were not compared nothing. */
export async function comparisonsOf(db: Database, ids: readonly number[]): Promise<Map<number, Comparison>> {
  if (ids.length === 0) return new Map();
  const { interventionId, kind, data, id } = interventionEntries;
  const rows = await db
    .select({ interventionId, data })
    .from(interventionEntries)
    .where(and(inArray(interventionId, [...ids]), eq(kind, "compared")))
    .orderBy(asc(id));
  return new Map(rows.flatMap((row) => (row.data ? [[row.interventionId, row.data as unknown as Comparison]] : [])));
}

/** What happened in an intervention, oldest first; notes among staff where asked for. */
export async function entriesOf(db: Database, interventionId: number, withNotes: boolean) {
  return db
    .select()
    .from(interventionEntries)
    .where(
      and(
        eq(interventionEntries.interventionId, interventionId),
        withNotes ? undefined : eq(interventionEntries.isPublic, true),
      ),
    )
    .orderBy(asc(interventionEntries.at), asc(interventionEntries.id));
}

/** A plan that waits for a user's answer. */
export interface AwaitedAnswer {
  readonly id: number;
  readonly projectId: number;
  readonly title: string;
  readonly from: Date;
  readonly submittedAt: Date | null;
}

/** The plans of these projects that wait for this user's own answer, the nearest window first. */
export async function awaitedOf(db: Database, userId: string, projectIds: readonly number[]): Promise<AwaitedAnswer[]> {
  if (projectIds.length === 0) return [];
  const { approverId, planHash } = interventionAnswers;
  const delegated = sql`exists (select 1 from ${interventionApprovers} other
    where other.delegated_by_id = ${interventionApprovers.id} and other.removed_at is null)`;
  return db
    .select({
      id: interventions.id,
      projectId: interventions.projectId,
      title: interventions.title,
      from: interventions.from,
      submittedAt: interventions.submittedAt,
    })
    .from(interventionApprovers)
    .innerJoin(interventions, eq(interventions.id, interventionApprovers.interventionId))
    .leftJoin(
      interventionAnswers,
      and(eq(approverId, interventionApprovers.id), eq(planHash, interventions.submittedHash)),
    )
    .where(
      and(
        eq(interventionApprovers.userId, userId),
        isNull(interventionApprovers.removedAt),
        inArray(interventions.projectId, [...projectIds]),
        or(eq(interventions.state, "awaiting_agreement"), askedAfterwards()),
        isNull(approverId),
        sql`not ${delegated}`,
      ),
    )
    .orderBy(asc(interventions.from), asc(interventions.id));
}

/** Urgent work that began unasked and is not agreed to yet. */
function askedAfterwards() {
  return and(
    eq(interventions.kind, "urgent"),
    isNull(interventions.agreedAt),
    notInArray(interventions.state, ["draft", "cancelled"]),
  );
}

/** The machines that are worked on now, with what is done to each: theirs states are recorded all the same. */
export async function machinesInWork(
  db: Database,
  projectIds: readonly number[],
): Promise<{ machineId: number; machine: string; projectId: number; interventionId: number; title: string }[]> {
  if (projectIds.length === 0) return [];
  return db
    .select({
      machineId: machines.id,
      machine: machines.name,
      projectId: interventions.projectId,
      interventionId: interventions.id,
      title: interventions.title,
    })
    .from(interventions)
    .innerJoin(interventionMachines, eq(interventionMachines.interventionId, interventions.id))
    .innerJoin(machines, eq(machines.id, interventionMachines.machineId))
    .where(and(inArray(interventions.projectId, [...projectIds]), eq(interventions.state, "running")))
    .orderBy(asc(interventions.id));
}
