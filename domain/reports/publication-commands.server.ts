import { and, eq, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { reportEditions, reportEntries, reports } from "#db/schema/reports.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Month } from "#domain/availability/months.ts";

import { indexedWords } from "#domain/tickets/words.ts";

import type { CourseRefusal, ReadReport } from "./course-commands.server.ts";
import { sha256 } from "./hash.server.ts";
import { REPORT_LIMITS } from "./report.ts";
import { addReportEntry, journalReport, lockReport } from "./rows.server.ts";
import { tellReport } from "./telling.server.ts";

/** What is frozen: nothing of it is ever written again. */
export interface FrozenEdition {
  readonly edition: number;
  /** Canonical JSON of all that it says. */
  readonly content: string;
  readonly html: string;
  readonly pdf: Buffer;
  readonly pages: number;
  /** Its text without marks, for the search. */
  readonly text: string;
}

type Published = Promise<
  { edition: number; contentHash: string; pdfHash: string } | { refused: CourseRefusal } | ChangedMeanwhile
>;

/** Freezes what the client validated as the first edition. `frozen` was made of the version that `read` names. */
export function publishReport(
  db: Database,
  projectId: number,
  actor: Actor,
  { frozen, ...read }: ReadReport & { readonly frozen: FrozenEdition },
  now = new Date(),
): Published {
  return freeze(db, projectId, actor, { ...read, frozen, reason: "" }, now);
}

/** A further edition of a published report, with its number and its reason; those before it stay as they are. */
export function publishErratum(
  db: Database,
  projectId: number,
  actor: Actor,
  { reason, frozen, ...read }: ReadReport & { readonly frozen: FrozenEdition; readonly reason: string },
  now = new Date(),
): Published {
  if (reason.trim() === "") return Promise.resolve({ refused: "reasonMissing" });
  if (reason.length > REPORT_LIMITS.reason) return Promise.resolve({ refused: "tooLong" });
  return freeze(db, projectId, actor, { ...read, frozen, reason: reason.trim() }, now);
}

async function freeze(
  db: Database,
  projectId: number,
  actor: Actor,
  { month, version, frozen, reason }: ReadReport & { readonly frozen: FrozenEdition; readonly reason: string },
  now: Date,
): Published {
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    if (!locked) return { refused: "notFound" };
    const { row } = locked;
    const isErratum = reason !== "";
    if (row.state !== (isErratum ? "published" : "validated")) return { refused: "notThisState" };
    const [{ last } = { last: null }] = await tx
      .select({ last: max(reportEditions.edition) })
      .from(reportEditions)
      .where(eq(reportEditions.reportId, row.id));
    const edition = (last ?? 0) + 1;
    // Made of other words, or as another edition than this one: it says what is not so.
    if (row.version !== version || frozen.edition !== edition) return changedMeanwhile(tx, "report", row.id);

    const hashes = { contentHash: sha256(frozen.content), pdfHash: sha256(frozen.pdf) };
    const { content, html, pdf, pages } = frozen;
    const by = { publishedById: actor.id, publishedByName: actor.name, publishedAt: now };
    const words = indexedWords([frozen.text]);
    const [{ insertId: editionId }] = await tx
      .insert(reportEditions)
      .values({ reportId: row.id, edition, reason, content, html, pdf, pages, words, ...hashes, ...by });
    const publishedAt = row.publishedAt ?? now;
    await tx
      .update(reports)
      .set({ state: "published", publishedAt, version: version + 1 })
      .where(eq(reports.id, row.id));
    const entry = isErratum ? ({ kind: "erratum", text: reason } as const) : ({ kind: "published" } as const);
    await addReportEntry(tx, row.id, actor, entry, now);
    const told = isErratum
      ? ({ verb: "correct", event: "report.corrected" } as const)
      : ({ verb: "publish", event: "report.published" } as const);
    await journalReport(tx, actor, locked, { ...told, detail: { edition, reason, ...hashes } }, now);
    const telling = isErratum ? "corrected" : "published";
    await tellReport(tx, locked, telling, { by: actor.id, actorName: actor.name, reason, editionId, edition, now });
    return { edition, ...hashes };
  });
}

/** Who has read an edition, once each, with the instant. */
export async function acknowledgeReport(
  db: Database,
  projectId: number,
  actor: Actor,
  { month, edition }: { readonly month: Month; readonly edition: number },
  now = new Date(),
): Promise<{ read: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    if (!locked || actor.id === null) return { refused: "notFound" };
    const { id } = locked.row;
    const isThere = await tx.$count(
      reportEditions,
      and(eq(reportEditions.reportId, id), eq(reportEditions.edition, edition)),
    );
    if (isThere === 0) return { refused: "notFound" };
    const text = String(edition);
    const own = and(eq(reportEntries.reportId, id), eq(reportEntries.kind, "read"), eq(reportEntries.text, text));
    if ((await tx.$count(reportEntries, and(own, eq(reportEntries.authorId, actor.id)))) > 0) return { read: true };
    await addReportEntry(tx, id, actor, { kind: "read", text }, now);
    await journalReport(tx, actor, locked, { verb: "read", event: "report.read", detail: { edition } }, now);
    return { read: true };
  });
}
