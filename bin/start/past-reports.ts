import { spawn } from "node:child_process";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { projects } from "#db/schema/projects.ts";
import { reportEditions, reportEntries, reportSections, reports } from "#db/schema/reports.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { type Month, monthAfter, monthAt } from "#domain/availability/months.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";
import { sha256 } from "#domain/reports/hash.server.ts";
import { type ReportedProject, reportedMonths, reportedProjects, reportOf } from "#domain/reports/queries.server.ts";
import { firstWorkingDay } from "#domain/reports/working-day.server.ts";
import { indexedWords } from "#domain/tickets/words.ts";
import { measuredMonth } from "#reports/measure.server.ts";
import { frozenEdition } from "#reports/publish.server.ts";
import { writtenReport } from "#reports/written.server.ts";

import type { Settings } from "./settings.ts";

const MONTHS = 12;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The program that writes the past reports: begun once the past that they tell is there. It ends by itself, or when told to. */
export function pastReports(settings: Settings, env: NodeJS.ProcessEnv) {
  let isOver = false;
  let end = () => {};
  const stop = () => {
    isOver = true;
    end();
  };
  return {
    begin() {
      if (isOver) return;
      const child = spawn(process.execPath, [join(settings.root, "build/past-reports.js")], { env, stdio: "inherit" });
      child.once("error", (error) => console.log(`reports   │ not written: ${error.message}`));
      end = () => void child.kill("SIGTERM");
    },
    stop: async () => stop(),
    kill: stop,
  };
}

/** The reports of POPGOM's past twelve months, the newest first. Gives how many were written now. */
export async function writePastReports(db: Database, store: MetricStore, now = Date.now()): Promise<number> {
  const [row] = await db.select({ id: projects.id }).from(projects).where(eq(projects.slug, "popgom"));
  const [project] = row ? await reportedProjects(db, row.id) : [];
  if (!project) return 0;
  const newest = monthAfter(monthAt(now, project.timeZone), -1);
  const known = await reportedMonths(db, project.id);
  let written = 0;
  for (let back = 0; back < MONTHS; back += 1) {
    const month = monthAfter(newest, -back);
    if (known.includes(month) && (await isFinished(db, project, month, back === 0))) continue;
    const at = await course(db, project, month);
    if (!known.includes(month)) await insertMeasured(db, store, project, { month, number: MONTHS - back, at });
    if (back > 0) await publishPast(db, project, month, at);
    written += 1;
  }
  return written;
}

interface Course {
  readonly drafted: Date;
  readonly submitted: Date;
  readonly sent: Date;
  readonly validated: Date;
  readonly published: Date;
}

/** Drafted on the first working day at 8:26 of the zone's clock, published within the week. */
async function course(db: Database, project: ReportedProject, month: Month): Promise<Course> {
  const day = await firstWorkingDay(db, project, monthAfter(month, 1));
  const drafted = instantOf(`${day}T08:26`, project.timeZone) ?? Date.parse(`${day}T08:26:00Z`);
  // Nobody of this story works on a Saturday or a Sunday.
  const later = (days: number, hours: number) => {
    const at = new Date(drafted + days * DAY_MS + hours * HOUR_MS);
    return at.getUTCDay() % 6 === 0 || at.getUTCDay() < new Date(drafted).getUTCDay()
      ? new Date(at.getTime() + 2 * DAY_MS)
      : at;
  };
  return {
    drafted: new Date(drafted),
    submitted: later(0, 3),
    sent: later(1, 2),
    validated: later(2, 6),
    published: later(3, 1),
  };
}

async function isFinished(db: Database, project: ReportedProject, month: Month, isDraft: boolean): Promise<boolean> {
  const detail = await reportOf(db, project.id, month, { isStaff: true });
  // What somebody has in hand is theirs; only what this program itself began and did not end is `validated` by nobody's click.
  return isDraft || detail?.row.state !== "validated" || detail.row.version > 1;
}

async function insertMeasured(
  db: Database,
  store: MetricStore,
  project: ReportedProject,
  { month, number, at }: { readonly month: Month; readonly number: number; readonly at: Course },
): Promise<void> {
  const sections = await measuredMonth({ db, store, project, month, locale: "fr" });
  const isDraft = number === MONTHS;
  await db.transaction(async (tx) => {
    const [{ insertId: reportId }] = await tx.insert(reports).values({
      ...{ projectId: project.id, month, number, locale: "fr", outline: sections.map(({ name }) => name) },
      ...{ state: isDraft ? "draft" : "validated", draftedAt: at.drafted, checkedAt: new Date() },
    });
    await tx
      .insert(reportSections)
      .values(sections.map((one) => ({ ...one, reportId, dataHash: sha256(one.data), measuredAt: at.drafted })));
    const { pm, support, approver } = DEMO_PEOPLE;
    const by = (person: { readonly id: string; readonly name: string } | null) =>
      ({ authorId: person?.id ?? null, authorName: person?.name ?? "Timonerie", text: "", reportId }) as const;
    const drafted = { ...by(null), kind: "drafted" as const, at: at.drafted };
    const rest = [
      { ...by(pm), kind: "submitted" as const, at: at.submitted },
      { ...by(support), kind: "sent" as const, at: at.sent },
      { ...by(approver), kind: "validated" as const, at: at.validated },
    ];
    await tx.insert(reportEntries).values(isDraft ? [drafted] : [drafted, ...rest]);
  });
}

async function publishPast(db: Database, project: ReportedProject, month: Month, at: Course): Promise<void> {
  const detail = await reportOf(db, project.id, month, { isStaff: true });
  if (!detail) throw new Error(`the report of ${month} is gone`);
  const report = await writtenReport(db, project, detail, { isDraft: false, at: at.published });
  const { edition, text, ...frozen } = await frozenEdition(report);
  const { pm, viewer, clientAdmin } = DEMO_PEOPLE;
  const { id: reportId, version } = detail.row;
  await db.transaction(async (tx) => {
    const [moved] = await tx
      .update(reports)
      .set({ state: "published", publishedAt: at.published, version: version + 1 })
      .where(and(eq(reports.id, reportId), eq(reports.version, version), eq(reports.state, "validated")));
    if (moved.affectedRows === 0) return;
    const hashes = { contentHash: sha256(frozen.content), pdfHash: sha256(frozen.pdf) };
    const by = { publishedById: pm.id, publishedByName: pm.name, publishedAt: at.published };
    const words = indexedWords([text]);
    await tx.insert(reportEditions).values({ ...frozen, ...hashes, ...by, reportId, edition, reason: "", words });
    const read = (person: { readonly id: string; readonly name: string }, hours: number) => ({
      ...{ reportId, kind: "read" as const, text: String(edition), authorId: person.id, authorName: person.name },
      at: new Date(at.published.getTime() + hours * HOUR_MS),
    });
    const published = { reportId, kind: "published" as const, text: "", authorId: pm.id, authorName: pm.name };
    await tx.insert(reportEntries).values([{ ...published, at: at.published }, read(clientAdmin, 5), read(viewer, 27)]);
  });
}
