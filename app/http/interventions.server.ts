import { database } from "#db/client.server.ts";
import { servicesOf } from "#domain/availability/queries.server.ts";
import { candidatesOf } from "#domain/interventions/candidates.server.ts";
import { templatesOf } from "#domain/interventions/template-commands.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

import { refuseCommand, refuseForm } from "./form-answer.server.ts";
import { keyOfApprover } from "./intervention-form.ts";
import type { SignedIn } from "./require.server.ts";

/** What a plan may name: machines and services of the project, approved templates, people who may be asked. */
export async function planChoices(project: { readonly id: number; readonly clientId: number }, { user }: SignedIn) {
  const db = database();
  const [machines, services, templates, people] = await Promise.all([
    machinesOf(db, [project.id]),
    servicesOf(db, project.id),
    templatesOf(db, project.id),
    candidatesOf(db, project),
  ]);
  return {
    machines: machines.map(({ id, name }) => ({ id, name })),
    services: services.map(({ id, name }) => ({ id, name })),
    templates: templates.filter(({ approvedAt }) => approvedAt !== null),
    people: people
      .filter(({ userId }) => userId !== user.id)
      .map((one) => ({
        key: keyOfApprover(one),
        side: one.side,
        name: one.name,
        isContact: one.contactId !== null,
      })),
  };
}

/** The names of the roles of a project's machines. */
export async function roleNames(projectId: number) {
  const machines = await machinesOf(database(), [projectId]);
  return Object.fromEntries(machines.map(({ role }) => [role.slug, role.names]));
}

const FIELDS: Readonly<Record<string, string>> = {
  titleMissing: "title",
  planMissing: "plan",
  rollbackPlanMissing: "rollbackPlan",
  checklistMissing: "checklist",
  consequenceMissing: "consequence",
  endsBeforeItStarts: "to",
  windowTooLong: "to",
  windowPast: "from",
  frozen: "from",
  priceOutOfRange: "price",
  machinesMissing: "machines",
  templateMissing: "templateId",
  templateNotApproved: "templateId",
  templateChanged: "templateId",
  quorumTooLow: "clientQuorum",
  quorumTooHigh: "clientQuorum",
  approverUnknown: "approvers",
  requesterAsked: "approvers",
  reasonMissing: "reason",
};

/** The answer to a refused command of interventions, in their own words, at the field that it is about. */
export function refuseIntervention(
  form: FormData,
  answer: Parameters<typeof refuseCommand>[1],
  fields: Readonly<Record<string, string>> = {},
) {
  if (answer.refused === "changedMeanwhile") return refuseCommand(form, answer);
  const field = fields[answer.refused] ?? FIELDS[answer.refused] ?? "form";
  // A form without that field says it as a whole.
  const at = form.has(field) ? field : "form";
  return refuseForm(form, { [at]: `interventions:refused.${answer.refused}` }, 422);
}
