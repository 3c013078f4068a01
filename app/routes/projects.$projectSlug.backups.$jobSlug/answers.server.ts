import { z } from "zod";

import { jobSettings } from "#app/http/backup-form.server.ts";
import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { decimal, gibibytesOrNull, instantOn, paragraph, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { recordRestore } from "#domain/backups/commands.server.ts";
import { BACKUP_LIMITS } from "#domain/backups/job.ts";
import { changeJob, resumeJob, retireJob } from "#domain/backups/job-commands.server.ts";

export interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor & { readonly id: string };
  readonly jobId: number;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;

const FIELDS: Readonly<Record<string, string>> = {
  ...{ machineNotFound: "machineId", applicationNotFound: "applicationId", notYet: "at", evidenceMissing: "evidence" },
  ...{ fileNotFound: "attachment", tooManyFiles: "attachment" },
};

function refuse(form: FormData, answer: { readonly refused: string; readonly where?: string }) {
  if (answer.where) return refuseForm(form, { schedule: `backups:scheduleWrong.${answer.where}` }, 422);
  if (answer.refused === "changedMeanwhile") return refuseCommand(form, answer);
  return refuseForm(form, { [FIELDS[answer.refused] ?? "form"]: `backups:refused.${answer.refused}` }, 422);
}

const change: Deed = async ({ project, actor, jobId }, form) => {
  const typed = z.object({ version, ...jobSettings }).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await changeJob(database(), project.id, actor, { id: jobId, ...typed.data });
  return "refused" in answer ? { refused: refuse(form, answer) } : { done: "backupChanged" };
};

const retire: Deed = async ({ project, actor, jobId }, form) => {
  const answer = await retireJob(database(), project.id, actor, jobId);
  return "refused" in answer ? { refused: refuse(form, answer) } : { done: "backupRetired" };
};

const resume: Deed = async ({ project, actor, jobId }, form) => {
  const answer = await resumeJob(database(), project.id, actor, jobId);
  return "refused" in answer ? { refused: refuse(form, answer) } : { done: "backupResumed" };
};

const restore: Deed = async ({ project, actor, jobId }, form) => {
  const optionalInstant = z.union([z.literal("").transform(() => null), instantOn(project.timeZone)]).default(null);
  const typed = z
    .object({
      at: instantOn(project.timeZone),
      state: z.enum(["succeeded", "failed"], "admin:problems.choose"),
      minutes: decimal(0, 100_000),
      pointAt: optionalInstant,
      gibibytes: gibibytesOrNull,
      evidence: paragraph(BACKUP_LIMITS.evidence),
      attachment: z.array(z.string().max(64)).max(10),
    })
    .safeParse(fieldsOf(form, ["attachment"]));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { minutes, gibibytes, attachment, ...told } = typed.data;
  const test = { jobId, ...told, durationSeconds: minutes * 60, bytes: gibibytes, attachmentIds: attachment };
  const answer = await recordRestore(database(), project.id, actor, test);
  return "refused" in answer ? { refused: refuse(form, answer) } : { done: "restoreRecorded" };
};

/** By intent; all of them take "backup.manage". */
export const DEEDS: ReadonlyMap<string, Deed> = new Map([
  ["change", change],
  ["retire", retire],
  ["resume", resume],
  ["restore", restore],
]);
