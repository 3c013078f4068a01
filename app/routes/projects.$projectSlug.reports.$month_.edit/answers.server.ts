import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { rowId, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { refuseReport } from "#app/http/reports.server.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { pinsOf } from "#domain/pins/queries.server.ts";
import type { ReportDetail } from "#domain/reports/queries.server.ts";
import { REPORT_LIMITS } from "#domain/reports/report.ts";
import { arrangeSections, writeSection } from "#domain/reports/section-commands.server.ts";
import { toolsOf } from "#reports/document.tsx";
import { editableSections } from "#reports/edit.server.ts";
import type { ReportedProject } from "#reports/section.ts";
import { figuresOf, writtenReport } from "#reports/written.server.ts";

interface Asked {
  readonly project: ReportedProject;
  readonly actor: Actor;
  readonly month: string;
  readonly detail: ReportDetail;
}

/** `at`: the section that was written. */
type Answer = { done: string; at?: string } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;

const Named = z.object({ name: z.string().max(40), version });
const Written = Named.extend({
  text: z.string("admin:problems.missing").max(REPORT_LIMITS.text, "admin:problems.tooLong"),
});

/** Writes a section over the figures that stand there now; without a text the drafted sentences come back. */
async function writeOver(
  { project, actor, month, detail }: Asked,
  form: FormData,
  section: { readonly name: string; readonly version: number; readonly text: string | null },
): Promise<Answer> {
  const report = await writtenReport(database(), project, detail, { isDraft: true, at: detail.row.draftedAt });
  const row = detail.sections.find(({ name }) => name === section.name);
  const figures = row ? figuresOf(row, toolsOf(report)) : {};
  const written = await writeSection(database(), project.id, actor, { month, figures, ...section });
  if ("refused" in written) return { refused: refuseReport(form, written, { tooLong: "text" }) };
  return { done: "reportSaved", at: section.name };
}

const write: Deed = async (asked, form) => {
  const typed = Written.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { name, text, version: seen } = typed.data;
  return writeOver(asked, form, { name, version: seen, text: text.replaceAll("\r\n", "\n") });
};

const back: Deed = async (asked, form) => {
  const typed = Named.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  return writeOver(asked, form, { ...typed.data, text: null });
};

/** Puts a pinned fact at the end of a section, with its page. */
const pin: Deed = async (asked, form) => {
  const typed = z.object({ name: z.string().max(40), pinId: rowId }).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { project, detail } = asked;
  const report = await writtenReport(database(), project, detail, { isDraft: true, at: detail.row.draftedAt });
  const section = editableSections(detail, report).find(({ name }) => name === typed.data.name);
  const fact = (await pinsOf(database(), project.id)).find(
    (one) => one.for === "report" && one.id === typed.data.pinId,
  );
  if (!section || !fact) return { refused: refuseReport(form, { refused: "notFound" }) };
  const line = `${plain(fact.sentence)} [${plain(fact.title)}](<${fact.path.replace(/[<>]/g, encodeURIComponent)}>)`;
  const text = [section.text ?? section.drafted, line].filter((part) => part !== "").join("\n\n");
  return writeOver(asked, form, { name: section.name, version: section.version, text });
};

/** Words of somebody's that are no marks of Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

const arrange: Deed = async ({ project, actor, month, detail }, form) => {
  const typed = z.object({ version }).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const placed = detail.sections
    .map(({ name }) => ({
      name,
      place: Number(form.get(`place-${name}`) ?? 0),
      before: detail.row.outline.indexOf(name),
    }))
    .filter(({ place }) => place >= 1)
    // Of two in one place, the one that is moved there comes first.
    .sort(
      (one, other) =>
        one.place - other.place || Number(one.before + 1 === one.place) - Number(other.before + 1 === other.place),
    );
  const outline = placed.map(({ name }) => name);
  const arranged = await arrangeSections(database(), project.id, actor, {
    month,
    version: typed.data.version,
    outline,
  });
  if ("refused" in arranged) return { refused: refuseReport(form, arranged) };
  return { done: "reportArranged" };
};

/** By the form's intent. */
export const DEEDS: ReadonlyMap<string, Deed> = new Map([
  ["write", write],
  ["back", back],
  ["pin", pin],
  ["arrange", arrange],
]);
