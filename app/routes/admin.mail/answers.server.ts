import type { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Membership } from "#domain/identity/permissions.ts";
import { dismissMail, joinMail, openFromMail } from "#domain/mail/commands.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { DismissForm, JoinForm, OpenForm } from "./form.ts";

interface By {
  readonly actor: Actor;
  readonly memberships: readonly Membership[];
}

type Answer = { readonly done: string } | { readonly refused: Response };

export async function open({ actor, memberships }: By, form: FormData): Promise<Answer> {
  const asked = read(OpenForm, form);
  if ("refused" in asked) return asked;
  const { mail, project, remember } = asked.data;
  const seen = await projectsOf(database(), memberships);
  if (!seen.some(({ id }) => id === project)) return refusal(form, "notFound");
  const answer = await openFromMail(database(), mail, actor, { projectId: project, remember: remember === "on" });
  return "refused" in answer ? refusal(form, answer.refused) : { done: "mailOpened" };
}

export async function join({ actor }: By, form: FormData): Promise<Answer> {
  const asked = read(JoinForm, form);
  if ("refused" in asked) return asked;
  const { mail, ticket } = asked.data;
  const answer = await joinMail(database(), mail, actor, { ticketId: ticket });
  return "refused" in answer ? refusal(form, answer.refused) : { done: "mailJoined" };
}

export async function dismiss({ actor }: By, form: FormData): Promise<Answer> {
  const asked = read(DismissForm, form);
  if ("refused" in asked) return asked;
  const { mail, as, refuseSender } = asked.data;
  const answer = await dismissMail(database(), mail, actor, { as, refuseSender: refuseSender === "on" });
  return "refused" in answer ? refusal(form, answer.refused) : { done: "mailDismissed" };
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  form: FormData,
): { data: z.infer<Schema> } | { refused: Response } {
  const asked = schema.safeParse(fieldsOf(form));
  return asked.success ? { data: asked.data } : { refused: refuseForm(form, problemsOf(asked.error), 400) };
}

function refusal(form: FormData, refused: "notFound" | "decided" | "notInTicket"): { refused: Response } {
  return { refused: refuseForm(form, { form: `mail:refused.${refused}` }, 422) };
}
