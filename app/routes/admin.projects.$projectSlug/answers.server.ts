import type { ZodType } from "zod";

import { answerContactForm, CONTACT_INTENTS } from "#app/http/contact-answers.server.ts";
import { fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { letManagersIn, possibleManagers } from "#app/http/manager-rights.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { PROJECT_FIELDS } from "#app/http/project-form.ts";
import type { SignedIn } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { addApplication, editApplication, retireApplication } from "#domain/projects/application-commands.server.ts";
import { editProject, retireProject } from "#domain/projects/commands.server.ts";
import { agreePool, agreeTerms, withdrawPool, withdrawTerms } from "#domain/projects/contract-commands.server.ts";
import { projectRecord } from "#domain/projects/registry.server.ts";

import {
  EditedApplicationForm,
  EditedProjectForm,
  NewApplicationForm,
  PoolForm,
  RetiredApplicationForm,
  RetiredProjectForm,
  TermsForm,
  WithdrawnPoolForm,
  WithdrawnTermsForm,
} from "./form.ts";

interface Asked {
  readonly signedIn: SignedIn;
  readonly project: { readonly id: number; readonly clientId: number };
  readonly form: FormData;
}

/** What was done, for `?done=`, or the answer to a refused form. */
type Answer = string | ReturnType<typeof refuseForm>;

const ANSWERS: Readonly<Record<string, (asked: Asked) => Promise<Answer>>> = {
  edit,
  retire: (asked) =>
    read(asked, RetiredProjectForm, (read) =>
      retireProject(database(), asked.project.id, asked.signedIn.actor, read),
    ).then(orDone("projectRetired")),
  addApplication: (asked) =>
    read(
      asked,
      NewApplicationForm,
      ({ applicationName }) =>
        addApplication(database(), asked.project.id, asked.signedIn.actor, { name: applicationName }),
      { nameTaken: "applicationName", badSlug: "applicationName" },
    ).then(orDone("applicationAdded")),
  editApplication: (asked) =>
    read(asked, EditedApplicationForm, ({ applicationId, applicationName, version }) =>
      editApplication(database(), asked.project.id, applicationId, asked.signedIn.actor, {
        name: applicationName,
        version,
      }),
    ).then(orDone("saved")),
  retireApplication: (asked) =>
    read(asked, RetiredApplicationForm, ({ applicationId, version }) =>
      retireApplication(database(), asked.project.id, applicationId, asked.signedIn.actor, { version }),
    ).then(orDone("applicationRetired")),
  agreePool: (asked) =>
    read(
      asked,
      PoolForm,
      ({ applicationId, agreed }) =>
        agreePool(database(), asked.project.id, applicationId, asked.signedIn.actor, agreed),
      { dayTaken: "effectiveOn" },
    ).then(orDone("poolAgreed")),
  withdrawPool: (asked) =>
    read(asked, WithdrawnPoolForm, ({ poolId }) =>
      withdrawPool(database(), asked.project.id, poolId, asked.signedIn.actor),
    ).then(orDone("poolWithdrawn")),
  agreeTerms: (asked) =>
    read(asked, TermsForm, (agreed) => agreeTerms(database(), asked.project.id, asked.signedIn.actor, agreed), {
      dayTaken: "effectiveOn",
    }).then(orDone("termsAgreed")),
  withdrawTerms: (asked) =>
    read(asked, WithdrawnTermsForm, ({ termsId }) =>
      withdrawTerms(database(), asked.project.id, termsId, asked.signedIn.actor),
    ).then(orDone("termsWithdrawn")),
};

/** Answers whichever of the page's forms was sent. */
export async function answerProjectForm(asked: Asked): Promise<Answer> {
  const intent = intentOf(asked.form);
  if (CONTACT_INTENTS.includes(intent)) {
    const scope = { clientId: asked.project.clientId, projectId: asked.project.id };
    return answerContactForm(scope, asked.signedIn.actor, asked.form);
  }
  const answer = Object.hasOwn(ANSWERS, intent) ? ANSWERS[intent] : undefined;
  return answer ? answer(asked) : refuseForm(asked.form, { form: "admin:problems.unknownForm" }, 400);
}

async function edit(asked: Asked): Promise<Answer> {
  const { signedIn, project, form } = asked;
  const edited = EditedProjectForm.safeParse(fieldsOf(form));
  if (!edited.success) return refuseForm(form, problemsOf(edited.error), 400);

  const { projectManagerId, deputyManagerId } = edited.data;
  const stranger = await strangerAmong(signedIn, project, { projectManagerId, deputyManagerId });
  if (stranger) return refuseForm(form, { [stranger]: "admin:refused.managerNotStaff" }, 422);

  const answer = await editProject(database(), project.id, signedIn.actor, edited.data);
  if ("refused" in answer) return refuseCommand(form, answer, PROJECT_FIELDS);
  await letManagersIn(signedIn, project, [projectManagerId, deputyManagerId]);
  return "saved";
}

/** The field that names somebody whom this user may not put in charge; whoever is in charge already may stay. */
async function strangerAmong(
  signedIn: SignedIn,
  project: Asked["project"],
  chosen: Record<"projectManagerId" | "deputyManagerId", string | null>,
) {
  const [possible, before] = await Promise.all([
    possibleManagers(signedIn, project),
    projectRecord(database(), project.id),
  ]);
  const kept = [before?.projectManagerId, before?.deputyManagerId];
  const isKnown = (id: string | null) => !id || kept.includes(id) || possible.some((person) => person.id === id);
  return (["projectManagerId", "deputyManagerId"] as const).find((field) => !isKnown(chosen[field]));
}

async function read<Read>(
  { form }: Asked,
  schema: ZodType<Read>,
  command: (read: Read) => Promise<object>,
  fields?: Record<string, string>,
) {
  const asked = schema.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await command(asked.data);
  return "refused" in answer ? refuseCommand(form, answer as { refused: string }, fields) : null;
}

function orDone(done: string): (refused: ReturnType<typeof refuseForm> | null) => Answer {
  return (refused) => refused ?? done;
}
