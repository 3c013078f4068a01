import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { instantOn, line, paragraph, rowId } from "#app/http/form-fields.ts";
import { refuseIntervention } from "#app/http/interventions.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Action } from "#domain/identity/permissions.ts";
import { renewFeedKey } from "#domain/interventions/feed.server.ts";
import { addFreeze, removeFreeze } from "#domain/interventions/freeze-commands.server.ts";
import { INTERVENTION_LIMITS, INTERVENTION_RISKS } from "#domain/interventions/intervention.ts";
import { addTemplate, approveTemplate, removeTemplate } from "#domain/interventions/template-commands.server.ts";

export interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;

const DONE = { done: "interventionSaved" };
const WithId = z.object({ id: rowId });

const freeze: Deed = async ({ project, actor }, form) => {
  const times = { from: instantOn(project.timeZone), to: instantOn(project.timeZone) };
  const typed = z.object({ reason: line(190), ...times }).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await addFreeze(database(), project.id, actor, typed.data);
  return "refused" in answer ? { refused: refuseIntervention(form, answer) } : DONE;
};

const longText = paragraph(INTERVENTION_LIMITS.text).transform((text) => text.replace(/\r\n?/g, "\n"));
const TemplateForm = z.object({
  name: line(120),
  ...{ plan: longText, rollbackPlan: longText, checklist: longText },
  risk: z.enum(INTERVENTION_RISKS, "admin:problems.choose"),
});

const writeTemplate: Deed = async ({ project, actor }, form) => {
  const typed = TemplateForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await addTemplate(database(), project.id, actor, typed.data);
  return "refused" in answer ? { refused: refuseIntervention(form, answer, { titleMissing: "name" }) } : DONE;
};

type OnRow = (
  db: ReturnType<typeof database>,
  projectId: number,
  actor: Actor,
  id: number,
) => Promise<object | { refused: string }>;

function onRow(command: OnRow): Deed {
  return async ({ project, actor }, form) => {
    const typed = WithId.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const answer = await command(database(), project.id, actor, typed.data.id);
    return "refused" in answer ? { refused: refuseIntervention(form, answer) } : DONE;
  };
}

const renew: Deed = async ({ project, actor }, form) => {
  const answer = await renewFeedKey(database(), project.id, actor);
  return "refused" in answer ? { refused: refuseIntervention(form, answer) } : DONE;
};

/** By intent: what it takes, and what it does. */
export const DEEDS: ReadonlyMap<string, { readonly right: Action; readonly deed: Deed }> = new Map([
  ["freeze", { right: "intervention.answer", deed: freeze }],
  ["thaw", { right: "intervention.answer", deed: onRow(removeFreeze) }],
  ["addTemplate", { right: "intervention.plan", deed: writeTemplate }],
  ["removeTemplate", { right: "intervention.plan", deed: onRow(removeTemplate) }],
  ["approveTemplate", { right: "intervention.answer", deed: onRow(approveTemplate) }],
  ["renewFeed", { right: "intervention.answer", deed: renew }],
]);
