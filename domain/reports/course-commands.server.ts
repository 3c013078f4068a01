import { and, desc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { reportEntries, reports } from "#db/schema/reports.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Month } from "#domain/availability/months.ts";

import type { ReportEvent } from "./events.ts";
import { isBeforeClient, REPORT_LIMITS, type ReportState } from "./report.ts";
import { addReportEntry, journalReport, type LockedReport, lockReport, type NewReportEntry } from "./rows.server.ts";
import { type ReportTelling, tellReport } from "./telling.server.ts";

export type CourseRefusal = "notFound" | "notThisState" | "reasonMissing" | "tooLong" | "ownReview";

/** A report as somebody read it: what they decide on is what they saw. */
export interface ReadReport {
  readonly month: Month;
  readonly version: number;
}

type Moved = Promise<{ state: ReportState } | { refused: CourseRefusal } | ChangedMeanwhile>;

/** Asks another of the team to read the draft. */
export function submitReport(db: Database, projectId: number, actor: Actor, read: ReadReport, now = new Date()): Moved {
  const told = { verb: "submit", event: "report.submitted", telling: "submitted" } as const;
  return move(
    db,
    projectId,
    actor,
    read,
    { ...told, from: ["draft"], to: "review", entry: { kind: "submitted" } },
    now,
  );
}

/** Back to its writer, with the reason; from before the client too, whose validation it takes away. */
export function returnReport(
  db: Database,
  projectId: number,
  actor: Actor,
  { reason, ...read }: ReadReport & { readonly reason: string },
  now = new Date(),
): Moved {
  const refused = reasonRefused(reason);
  if (refused) return Promise.resolve({ refused });
  const entry = { kind: "returned", text: reason.trim(), isInternal: true } as const;
  const told = { verb: "return", event: "report.returned", telling: "returned" } as const;
  return move(
    db,
    projectId,
    actor,
    read,
    { ...told, from: ["review", "client", "validated"], to: "draft", entry },
    now,
  );
}

/** Agrees to the draft and lays it before the client. Nobody approves what they submitted themselves. */
export function sendReport(db: Database, projectId: number, actor: Actor, read: ReadReport, now = new Date()): Moved {
  const told = { verb: "send", event: "report.sent", telling: "sent" } as const;
  const own = async (tx: Database, { row }: LockedReport) =>
    (await submitterOf(tx, row.id)) === actor.id ? "ownReview" : null;
  return move(
    db,
    projectId,
    actor,
    read,
    { ...told, from: ["review"], to: "client", entry: { kind: "sent" }, check: own },
    now,
  );
}

/** The client's word that the month is told right. Of whom and when stands in the report for ever. */
export function validateReport(
  db: Database,
  projectId: number,
  actor: Actor,
  read: ReadReport,
  now = new Date(),
): Moved {
  const told = { verb: "validate", event: "report.validated", telling: "validated" } as const;
  return move(
    db,
    projectId,
    actor,
    read,
    { ...told, from: ["client"], to: "validated", entry: { kind: "validated" } },
    now,
  );
}

/** A word on a section, or on the whole; between client and team, or among staff. */
export async function commentReport(
  db: Database,
  projectId: number,
  actor: Actor,
  {
    month,
    section,
    text,
    isInternal,
  }: { readonly month: Month; readonly section: string | null; readonly text: string; readonly isInternal: boolean },
  now = new Date(),
): Promise<{ commented: true } | { refused: CourseRefusal | "textMissing" }> {
  if (text.trim() === "") return { refused: "textMissing" };
  if (text.length > REPORT_LIMITS.comment) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    if (!locked) return { refused: "notFound" };
    const { row } = locked;
    // What the client does not see yet, nobody speaks to them about.
    if (!isInternal && !isBeforeClient(row.state)) return { refused: "notThisState" };
    if (section !== null && !row.outline.includes(section)) return { refused: "notFound" };
    const entry = { kind: "commented", text: text.trim(), isInternal } as const;
    await addReportEntry(tx, row.id, actor, { ...entry, section: section ?? undefined }, now);
    const told = { verb: "comment", event: "report.commented", detail: { section, isInternal } } as const;
    await journalReport(tx, actor, locked, told, now);
    await tellReport(tx, locked, isInternal ? "noted" : "commented", { by: actor.id, actorName: actor.name, now });
    return { commented: true };
  });
}

interface Move {
  readonly from: readonly ReportState[];
  readonly to: ReportState;
  readonly verb: AuditVerb<"report">;
  readonly event: ReportEvent;
  readonly telling: ReportTelling;
  readonly entry: NewReportEntry;
  readonly check?: (tx: Database, locked: LockedReport) => Promise<CourseRefusal | null>;
}

async function move(db: Database, projectId: number, actor: Actor, read: ReadReport, to: Move, now: Date): Moved {
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, read.month);
    if (!locked) return { refused: "notFound" };
    const { row } = locked;
    if (!to.from.includes(row.state)) return { refused: "notThisState" };
    if (row.version !== read.version) return changedMeanwhile(tx, "report", row.id);
    const refused = (await to.check?.(tx, locked)) ?? null;
    if (refused) return { refused };
    const next = { state: to.to, version: row.version + 1 };
    await tx.update(reports).set(next).where(eq(reports.id, row.id));
    await addReportEntry(tx, row.id, actor, to.entry, now);
    await journalReport(tx, actor, locked, { ...to, detail: { from: row.state, to: to.to } }, now);
    await tellReport(tx, locked, to.telling, { by: actor.id, actorName: actor.name, now });
    return { state: to.to };
  });
}

function reasonRefused(reason: string): CourseRefusal | null {
  if (reason.trim() === "") return "reasonMissing";
  return reason.length > REPORT_LIMITS.reason ? "tooLong" : null;
}

/** Who submitted it last; null for the platform. */
async function submitterOf(tx: Database, reportId: number): Promise<string | null> {
  const [entry] = await tx
    .select({ authorId: reportEntries.authorId })
    .from(reportEntries)
    .where(and(eq(reportEntries.reportId, reportId), eq(reportEntries.kind, "submitted")))
    .orderBy(desc(reportEntries.id))
    .limit(1);
  return entry?.authorId ?? null;
}
