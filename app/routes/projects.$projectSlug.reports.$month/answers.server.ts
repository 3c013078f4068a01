import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { paragraph, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { refuseReport } from "#app/http/reports.server.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Action } from "#domain/identity/permissions.ts";
import { metricStore } from "#domain/metrics/store.server.ts";
import {
  commentReport,
  returnReport,
  sendReport,
  submitReport,
  validateReport,
} from "#domain/reports/course-commands.server.ts";
import { acknowledgeReport, publishErratum, publishReport } from "#domain/reports/publication-commands.server.ts";
import type { ReportDetail } from "#domain/reports/queries.server.ts";
import { REPORT_LIMITS } from "#domain/reports/report.ts";
import { draftMonth } from "#reports/draft.server.ts";
import { NotPrinted } from "#reports/pdf.server.ts";
import { frozenEdition } from "#reports/publish.server.ts";
import type { ReportedProject } from "#reports/section.ts";
import { writtenReport } from "#reports/written.server.ts";

interface Asked {
  readonly project: ReportedProject;
  readonly actor: Actor;
  readonly month: string;
  readonly detail: ReportDetail;
  readonly isStaff: boolean;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;
type Given = { readonly refused: string } | object;

/** Reads a form, runs its command, and answers in the words of reports. */
function deed<Typed>(
  shape: z.ZodType<Typed>,
  run: (asked: Asked, typed: Typed) => Promise<Given>,
  done: string,
  fields: Readonly<Record<string, string>> = {},
): Deed {
  return async (asked, form) => {
    const typed = shape.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const given = await run(asked, typed.data);
    if ("refused" in given) return { refused: refuseReport(form, given, fields) };
    return { done };
  };
}

const Read = z.object({ version });
const reason = paragraph(REPORT_LIMITS.reason);
const at = ({ project, actor }: Asked) => [database(), project.id, actor] as const;

const submit = deed(
  Read,
  (asked, read) => submitReport(...at(asked), { ...read, month: asked.month }),
  "reportSubmitted",
);
const send = deed(Read, (asked, read) => sendReport(...at(asked), { ...read, month: asked.month }), "reportSent");
const validate = deed(
  Read,
  (asked, read) => validateReport(...at(asked), { ...read, month: asked.month }),
  "reportValidated",
);
const giveBack = deed(
  Read.extend({ reason }),
  (asked, read) => returnReport(...at(asked), { ...read, month: asked.month }),
  "reportReturned",
);
const comment = deed(
  z.object({
    section: z
      .string()
      .max(40)
      .default("")
      .transform((name) => name || null),
    text: paragraph(REPORT_LIMITS.comment),
    internal: z.literal("yes").optional(),
  }),
  (asked, { section, text, internal }) =>
    commentReport(...at(asked), {
      ...{ month: asked.month, section, text },
      // What the client writes is never among staff.
      isInternal: asked.isStaff && internal === "yes",
    }),
  "reportCommented",
);
const read = deed(
  z.object({ edition: z.coerce.number().int().min(1).max(9_999) }),
  (asked, { edition }) => acknowledgeReport(...at(asked), { month: asked.month, edition }),
  "reportRead",
);
const measure = deed(
  z.object({}),
  ({ project, actor, month }) =>
    draftMonth({ db: database(), store: metricStore() }, project.id, actor, { month, locale: "fr" }),
  "reportMeasured",
);

/** Prints what the version that was read says, then freezes it. Where it cannot be printed nothing is published. */
async function frozenBy({ project, detail }: Asked, { why }: { readonly why: string }) {
  try {
    const issue = { isDraft: false, at: new Date(), reason: why };
    return await frozenEdition(await writtenReport(database(), project, detail, issue));
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error;
    console.warn("a report could not be printed:", error.message);
    return { refused: "notPrinted" };
  }
}

const publish = deed(
  Read,
  async (asked, { version: seen }) => {
    const frozen = await frozenBy(asked, { why: "" });
    if ("refused" in frozen) return frozen;
    return publishReport(...at(asked), { month: asked.month, version: seen, frozen });
  },
  "reportPublished",
);
const erratum = deed(
  Read.extend({ reason }),
  async (asked, { version: seen, reason: why }) => {
    const frozen = await frozenBy(asked, { why });
    if ("refused" in frozen) return frozen;
    return publishErratum(...at(asked), { month: asked.month, version: seen, frozen, reason: why });
  },
  "reportCorrected",
  { reasonMissing: "reason" },
);

/** By the form's intent: who may, and what it does. */
export const DEEDS: ReadonlyMap<string, { right: Action; deed: Deed }> = new Map([
  ["submit", { right: "report.write", deed: submit }],
  ["return", { right: "report.review", deed: giveBack }],
  ["send", { right: "report.review", deed: send }],
  ["validate", { right: "report.validate", deed: validate }],
  ["comment", { right: "report.read", deed: comment }],
  ["publish", { right: "report.write", deed: publish }],
  ["erratum", { right: "report.write", deed: erratum }],
  ["measure", { right: "report.write", deed: measure }],
  ["read", { right: "report.read", deed: read }],
]);
