import { database } from "#db/client.server.ts";
import { type Month, parseMonth } from "#domain/availability/months.ts";
import { reportOf } from "#domain/reports/queries.server.ts";

import { refuseCommand, refuseForm } from "./form-answer.server.ts";
import { notFound } from "./refusals.ts";
import { requireProject } from "./require.server.ts";

/** The report that an address names, for those who may read it by now: a draft exists for staff only. */
export async function requireReport(
  request: Request,
  { projectSlug, month: named }: { readonly projectSlug?: string; readonly month?: string },
) {
  const signedIn = await requireProject(request, projectSlug, "report.read");
  const month: Month | null = parseMonth(named ?? null);
  const isStaff = signedIn.can("report.review");
  const detail = month && (await reportOf(database(), signedIn.project.id, month, { isStaff }));
  if (!detail) throw notFound();
  const { id, slug, name, timeZone, client } = signedIn.project;
  const project = { id, slug, name, timeZone, clientName: client.name };
  return { signedIn, project, month: detail.row.month, isStaff, detail };
}

/** What a report's pages let a reader do. */
export function reportRights(can: Awaited<ReturnType<typeof requireProject>>["can"]) {
  return { write: can("report.write"), review: can("report.review"), validate: can("report.validate") };
}

/** The answer to a refused command, in the words of reports. */
export function refuseReport(
  form: FormData,
  answer: Parameters<typeof refuseCommand>[1],
  fields: Readonly<Record<string, string>> = {},
) {
  if (answer.refused === "changedMeanwhile") return refuseCommand(form, answer);
  const field = fields[answer.refused] ?? "form";
  return refuseForm(form, { [field]: `reports:refused.${answer.refused}` }, 422);
}
