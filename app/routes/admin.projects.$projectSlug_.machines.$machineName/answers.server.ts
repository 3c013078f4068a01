import { json } from "@remix-run/node";

import { fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { MACHINE_FIELDS, MachineForm } from "#app/http/machine-form.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { editMachine, renameMachine, retireMachine } from "#domain/machines/commands.server.ts";
import { issueEnrolmentToken, revokeMachineToken } from "#domain/machines/enrolment-commands.server.ts";

import { enrolmentCommands } from "./enrolment.server.ts";
import { RenameForm, VersionForm } from "./form.ts";

interface Asked {
  readonly projectId: number;
  readonly machine: { readonly id: number; readonly name: string };
  readonly actor: Actor;
  readonly form: FormData;
}

/** What was done and the name the machine now has; or an answer of its own, a refusal or the command line. */
type Answer = { done: string; name: string } | Response;

/** Answers whichever of the page's forms was sent. */
export async function answerMachineForm(asked: Asked): Promise<Answer> {
  switch (intentOf(asked.form)) {
    case "edit":
      return edit(asked);
    case "rename":
      return rename(asked);
    case "enrol":
      return enrol(asked);
    case "revoke":
      return revoke(asked);
    case "retire":
      return retire(asked);
    default:
      return refuseForm(asked.form, { form: "admin:problems.unknownForm" }, 400);
  }
}

async function edit({ projectId, machine, actor, form }: Asked): Promise<Answer> {
  const fields = fieldsOf(form, ["parentIds"]);
  const read = VersionForm.safeParse(fields);
  const edited = MachineForm.safeParse(fields);
  if (!edited.success) return refuseForm(form, problemsOf(edited.error), 400);
  if (!read.success) return refuseForm(form, problemsOf(read.error), 400);

  const answer = await editMachine(database(), projectId, machine.id, actor, { ...edited.data, ...read.data });
  return "refused" in answer ? refuseCommand(form, answer, MACHINE_FIELDS) : { done: "saved", name: machine.name };
}

async function rename({ projectId, machine, actor, form }: Asked): Promise<Answer> {
  const asked = RenameForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const answer = await renameMachine(database(), projectId, machine.id, actor, asked.data);
  return "refused" in answer
    ? refuseCommand(form, answer, MACHINE_FIELDS)
    : { done: "machineRenamed", name: answer.name };
}

/** The command line is in this answer and nowhere else: it is neither stored nor cached, and a reload makes another. */
async function enrol({ projectId, machine, actor, form }: Asked): Promise<Answer> {
  const answer = await issueEnrolmentToken(database(), projectId, machine.id, actor);
  if ("refused" in answer) return refuseCommand(form, answer);
  const enrolment = { ...enrolmentCommands(answer.token), expiresAt: answer.expiresAt.toISOString() };
  return json({ enrolment }, { headers: { "cache-control": "no-store" } });
}

async function revoke({ projectId, machine, actor, form }: Asked): Promise<Answer> {
  const answer = await revokeMachineToken(database(), projectId, machine.id, actor);
  return "refused" in answer ? refuseCommand(form, answer) : { done: "tokenRevoked", name: machine.name };
}

async function retire({ projectId, machine, actor, form }: Asked): Promise<Answer> {
  const read = VersionForm.safeParse(fieldsOf(form));
  if (!read.success) return refuseForm(form, problemsOf(read.error), 400);
  const answer = await retireMachine(database(), projectId, machine.id, actor, read.data);
  return "refused" in answer ? refuseCommand(form, answer) : { done: "machineRetired", name: machine.name };
}
