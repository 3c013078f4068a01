import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { paragraph, version } from "#app/http/form-fields.ts";
import { approverKey, PLAN_LISTS, planForm } from "#app/http/intervention-form.ts";
import { refuseIntervention } from "#app/http/interventions.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Action } from "#domain/identity/permissions.ts";
import { answerPlan, delegateAnswer, submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { changePlan } from "#domain/interventions/commands.server.ts";
import {
  announce,
  cancel,
  finish,
  noteIntervention,
  start,
  tickStep,
} from "#domain/interventions/course-commands.server.ts";
import { INTERVENTION_LIMITS } from "#domain/interventions/intervention.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
  readonly id: number;
  /** In whose name the viewer may answer; 0 where nothing is asked of them. */
  readonly approverId: number;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };
type Deed = (asked: Asked, form: FormData) => Promise<Answer>;
type Given = { readonly refused: string } | object;

const text = z.string().max(INTERVENTION_LIMITS.reason, "admin:problems.tooLong").default("");

/** Reads a form, runs its command, and answers in the words of interventions. */
function deed<Typed>(
  shape: z.ZodType<Typed>,
  run: (asked: Asked, typed: Typed) => Promise<Given>,
  done: string | ((given: Given) => string),
  fields: Readonly<Record<string, string>> = {},
): Deed {
  return async (asked, form) => {
    const typed = shape.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const given = await run(asked, typed.data);
    if ("refused" in given) return { refused: refuseIntervention(form, given, fields) };
    return { done: typeof done === "string" ? done : done(given) };
  };
}

const Nothing = z.object({});
const of = ({ project, actor, id }: Asked) => [database(), project.id, actor, id] as const;

const change: Deed = async (asked, form) => {
  const shape = planForm(asked.project.timeZone);
  const typed = shape.safeParse(fieldsOf(form, PLAN_LISTS));
  const read = z.object({ version }).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  if (!read.success) return { refused: refuseForm(form, problemsOf(read.error), 400) };
  const { project, actor, id } = asked;
  const planned = { ...typed.data, ...read.data, id };
  const given = await changePlan(database(), project.id, actor, planned);
  if ("refused" in given) return { refused: refuseIntervention(form, given) };
  return { done: given.asksAgain ? "interventionAsked" : "interventionChanged" };
};

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const agree = deed(
  z.object({ planHash: hash }),
  (asked, { planHash }) =>
    answerPlan(...of(asked), {
      ...{ approverId: asked.approverId, planHash, answer: "agreed", reason: "", byLink: false },
    }),
  "interventionAgreed",
);
const refuse = deed(
  z.object({ planHash: hash, reason: paragraph(INTERVENTION_LIMITS.reason) }),
  (asked, { planHash, reason }) =>
    answerPlan(...of(asked), { approverId: asked.approverId, planHash, answer: "refused", reason, byLink: false }),
  "interventionRefused",
);
const delegate = deed(
  z.object({ to: approverKey }),
  (asked, { to }) => delegateAnswer(...of(asked), { approverId: asked.approverId, to }),
  "interventionDelegated",
  { approverUnknown: "to", ownPlan: "to" },
);

/** By intent: what it takes, and what it does. */
export const DEEDS: ReadonlyMap<string, { readonly right: Action; readonly deed: Deed }> = new Map<
  string,
  { readonly right: Action; readonly deed: Deed }
>([
  ["agree", { right: "intervention.answer", deed: agree }],
  ["refuse", { right: "intervention.answer", deed: refuse }],
  ["delegate", { right: "intervention.answer", deed: delegate }],
  ["change", { right: "intervention.plan", deed: change }],
  ["submit", planning(deed(Nothing, (asked) => submitPlan(...of(asked)), "interventionSubmitted"))],
  ["announce", planning(deed(Nothing, (asked) => announce(...of(asked)), "interventionAnnounced"))],
  ["start", planning(deed(Nothing, (asked) => start(...of(asked)), "interventionStarted"))],
  [
    "finish",
    planning(
      deed(
        z.object({ text }),
        (asked, typed) => finish(...of(asked), { how: "done", ...typed }),
        "interventionFinished",
      ),
    ),
  ],
  [
    "rollBack",
    planning(
      deed(
        z.object({ reason: text }),
        (asked, { reason }) => finish(...of(asked), { how: "rolled_back", text: reason }),
        "interventionRolledBack",
      ),
    ),
  ],
  [
    "cancel",
    planning(
      deed(z.object({ reason: text }), (asked, { reason }) => cancel(...of(asked), reason), "interventionCancelled"),
    ),
  ],
  [
    "step",
    planning(
      deed(
        z.object({
          step: z.coerce.number().int().min(0).max(INTERVENTION_LIMITS.steps),
          isDone: z.enum(["yes", "no"]),
        }),
        (asked, { step, isDone }) => tickStep(...of(asked), { step, isDone: isDone === "yes" }),
        "interventionSaved",
      ),
    ),
  ],
  [
    "note",
    planning(
      deed(
        z.object({ text, readers: z.enum(["client", "staff"]).default("staff") }),
        (asked, typed) => noteIntervention(...of(asked), { text: typed.text, isPublic: typed.readers === "client" }),
        "interventionNoted",
        { reasonMissing: "text" },
      ),
    ),
  ],
]);

function planning(of: Deed): { readonly right: Action; readonly deed: Deed } {
  return { right: "intervention.plan", deed: of };
}
