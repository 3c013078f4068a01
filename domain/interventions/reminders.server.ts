import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { interventionApprovers, interventionEntries, interventions } from "#db/schema/interventions.ts";
import { dropWindow } from "#domain/availability/windows.server.ts";

import { standingOf } from "./agreement.ts";
import { askApprover } from "./asking.server.ts";
import { addEntry } from "./entries.server.ts";
import { sendNotice } from "./notices.server.ts";
import { answersOf, approversOf, type Locked, lockIntervention } from "./rows.server.ts";

const HOUR_MS = 3_600_000;
/** Who has not answered is asked once more after this long, or when the window is that near. */
export const REMIND_AFTER_MS = 48 * HOUR_MS;
const WINDOW_NEAR_MS = 48 * HOUR_MS;
/** A question that is younger than this is not repeated, however near the window. */
const TOO_SOON_MS = 6 * HOUR_MS;
/** The reminder of announced work goes out this long before it. */
export const NOTICE_BEFORE_MS = 24 * HOUR_MS;

/**
 * Everything of interventions that time does: asks again those who have not answered, reminds of what begins soon, each
 * once, and takes the window of work that was announced and never began out of the ledger. May be run by several and again.
 */
export async function followInterventions(db: Database, now = new Date()): Promise<void> {
  const due = await db
    .select({ id: interventions.id, projectId: interventions.projectId })
    .from(interventions)
    .where(
      or(
        and(eq(interventions.state, "awaiting_agreement"), gt(interventions.from, now)),
        and(
          eq(interventions.state, "announced"),
          isNull(interventions.remindedAt),
          lte(interventions.from, new Date(now.getTime() + NOTICE_BEFORE_MS)),
        ),
        inArray(interventions.id, await neverBegun(db, now)),
      ),
    );
  for (const { id, projectId } of due) {
    await db.transaction(async (tx) => {
      const locked = await lockIntervention(tx, projectId, id);
      if (!locked) return;
      await askAgain(tx, locked, now);
      await remind(tx, locked, now);
      await forgetWindow(tx, locked, now);
    });
  }
}

async function askAgain(tx: Database, locked: Locked, now: Date): Promise<void> {
  const { row } = locked;
  if (row.state !== "awaiting_agreement" || row.submittedAt === null || row.from <= now) return;
  const askedMs = now.getTime() - row.submittedAt.getTime();
  const isNear = row.from.getTime() - now.getTime() <= WINDOW_NEAR_MS;
  if (askedMs < (isNear ? TOO_SOON_MS : REMIND_AFTER_MS)) return;
  const [approvers, answers] = [await approversOf(tx, row.id), await answersOf(tx, row.id)];
  const { client, staff } = standingOf({ approvers, answers, ...row, planHash: row.submittedHash });
  const silent = [client, staff].flatMap((side) => (side.agreed >= side.needed ? [] : side.waitingFor));
  for (const approver of silent) {
    // A reminder of an earlier plan is none of this one.
    if (approver.remindedAt !== null && approver.remindedAt >= row.submittedAt) continue;
    await tx.update(interventionApprovers).set({ remindedAt: now }).where(eq(interventionApprovers.id, approver.id));
    if (!(await askApprover(tx, locked, approver, "reminded", now))) continue;
    await addEntry(tx, row.id, null, { kind: "reminded", data: { to: approver.name } }, now);
  }
}

async function remind(tx: Database, { project, row }: Locked, now: Date): Promise<void> {
  if (row.state !== "announced" || row.remindedAt !== null || row.from <= now) return;
  if (row.from.getTime() - now.getTime() > NOTICE_BEFORE_MS) return;
  await tx.update(interventions).set({ remindedAt: now }).where(eq(interventions.id, row.id));
  await sendNotice(tx, project, row, "reminder", now);
}

/** Announced, and over before it began: nothing was worked in that time, so nothing in it is excused. */
async function forgetWindow(tx: Database, { row }: Locked, now: Date): Promise<void> {
  if (row.state !== "announced" || row.to > now) return;
  await dropWindow(tx, row.id, now);
  const told = and(eq(interventionEntries.interventionId, row.id), eq(interventionEntries.kind, "note"));
  const notes = await tx.select({ data: interventionEntries.data }).from(interventionEntries).where(told);
  if (notes.some(({ data }) => data?.neverBegan === row.to.toISOString())) return;
  await addEntry(tx, row.id, null, { kind: "note", data: { neverBegan: row.to.toISOString() } }, now);
}

async function neverBegun(db: Database, now: Date): Promise<number[]> {
  const rows = await db
    .select({ id: interventions.id })
    .from(interventions)
    .innerJoin(
      maintenanceWindows,
      and(eq(maintenanceWindows.interventionId, interventions.id), isNull(maintenanceWindows.cancelledAt)),
    )
    .where(and(eq(interventions.state, "announced"), isNotNull(interventions.announcedAt), lt(interventions.to, now)));
  return rows.map(({ id }) => id);
}
