import { json } from "@remix-run/node";
import { z } from "zod";

import { jobSettings } from "#app/http/backup-form.server.ts";
import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { day, decimal, lineOrNull, paragraph, rowId } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { agreeRecovery, withdrawRecovery } from "#domain/backups/commands.server.ts";
import { acceptGap, withdrawGap } from "#domain/backups/gap-commands.server.ts";
import { BACKUP_LIMITS, BACKUP_TOOL_NAMES } from "#domain/backups/job.ts";
import { addJob } from "#domain/backups/job-commands.server.ts";
import { issueBackupKey, revokeBackupKey } from "#domain/backups/keys.server.ts";
import type { Action } from "#domain/identity/permissions.ts";

export interface Asked {
  readonly project: { readonly id: number };
  readonly actor: Actor;
}

type Answer = { done: string } | { shown: ReturnType<typeof json> } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;

const HOUR_S = 3_600;
const FIELDS: Readonly<Record<string, string>> = {
  ...{ slugTaken: "slug", badSlug: "slug", machineNotFound: "machineId", applicationNotFound: "applicationId" },
  ...{ dayTaken: "effectiveOn", dayPast: "until", reasonMissing: "reason" },
};

function refuse(form: FormData, answer: { readonly refused: string; readonly where?: string }) {
  if (answer.where) return refuseForm(form, { schedule: `backups:scheduleWrong.${answer.where}` }, 422);
  return refuseForm(form, { [FIELDS[answer.refused] ?? "form"]: `backups:refused.${answer.refused}` }, 422);
}

/** Reads the form, does the deed, and says that it is done. */
function deed<Typed>(
  schema: z.ZodType<Typed>,
  act: (asked: Asked, typed: Typed) => Promise<object | { readonly refused: string; readonly where?: string }>,
  done: string,
): Deed {
  return async (asked, form) => {
    const typed = schema.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const answer = await act(asked, typed.data);
    if ("refused" in answer) return { refused: refuse(form, answer as { refused: string; where?: string }) };
    return { done };
  };
}

const WithId = z.object({ id: rowId });
const NewJob = z.object({ slug: z.string().trim().toLowerCase(), tool: z.enum(BACKUP_TOOL_NAMES), ...jobSettings });
const Recovery = z.object({
  applicationId: rowId,
  effectiveOn: day,
  pointHours: decimal(0, 8_760),
  timeHours: decimal(0, 8_760),
});
const Gap = z.object({
  machineId: rowId,
  databaseName: lineOrNull(BACKUP_LIMITS.databaseName),
  reason: paragraph(BACKUP_LIMITS.reason),
  until: day,
});

const issue: Deed = async ({ project, actor }, form) => {
  const answer = await issueBackupKey(database(), actor, project.id);
  return "refused" in answer ? { refused: refuse(form, answer) } : { shown: json({ key: answer.key }) };
};

/** By intent: what it takes, and what it does. */
export const DEEDS: ReadonlyMap<string, { readonly right: Action; readonly deed: Deed }> = new Map<
  string,
  { readonly right: Action; readonly deed: Deed }
>([
  [
    "addJob",
    {
      right: "backup.manage",
      deed: deed(NewJob, ({ project, actor }, typed) => addJob(database(), project.id, actor, typed), "backupAdded"),
    },
  ],
  [
    "agree",
    {
      right: "backup.manage",
      deed: deed(
        Recovery,
        ({ project, actor }, { pointHours, timeHours, ...agreed }) =>
          agreeRecovery(database(), project.id, actor, {
            ...agreed,
            ...{ pointSeconds: Math.round(pointHours * HOUR_S), timeSeconds: Math.round(timeHours * HOUR_S) },
          }),
        "recoveryAgreed",
      ),
    },
  ],
  [
    "withdrawAgreed",
    {
      right: "backup.manage",
      deed: deed(
        WithId,
        ({ project, actor }, { id }) => withdrawRecovery(database(), project.id, actor, id),
        "recoveryWithdrawn",
      ),
    },
  ],
  [
    "accept",
    {
      right: "backup.accept",
      deed: deed(Gap, ({ project, actor }, gap) => acceptGap(database(), project.id, actor, gap), "gapAccepted"),
    },
  ],
  [
    "withdrawAccepted",
    {
      right: "backup.accept",
      deed: deed(
        WithId,
        ({ project, actor }, { id }) => withdrawGap(database(), project.id, actor, id),
        "gapWithdrawn",
      ),
    },
  ],
  ["issueKey", { right: "backup.manage", deed: issue }],
  [
    "revokeKey",
    {
      right: "backup.manage",
      deed: deed(
        WithId,
        ({ project, actor }, { id }) => revokeBackupKey(database(), actor, project.id, id),
        "backupKeyRevoked",
      ),
    },
  ],
]);
