import { fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { publicUrl } from "#app/http/settings.server.ts";
import { INVITATION_FIELDS, RevokedRoleForm, RevokedTokenForm, WithdrawnInvitationForm } from "#app/http/user-forms.ts";
import { database } from "#db/client.server.ts";
import { revokeTokenOfClient } from "#domain/api-tokens/commands.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { grantMembership, revokeMembership } from "#domain/identity/commands.server.ts";
import { inviteUser, withdrawInvitation } from "#domain/identity/invitations.server.ts";
import { namedMemberships, usersOfClient } from "#domain/identity/queries.server.ts";

import { ClientGrantForm, ClientInvitationForm } from "./form.ts";

interface Asked {
  readonly clientId: number;
  readonly actor: Actor;
  readonly form: FormData;
}

/** What was done, for `?done=`, or the answer to a refused form. */
type Answer = string | ReturnType<typeof refuseForm>;

/** Answers whichever of the page's forms was sent. Every command is told the client: nothing of another is found. */
export async function answerClientUsersForm(asked: Asked): Promise<Answer> {
  switch (intentOf(asked.form)) {
    case "invite":
      return invite(asked);
    case "withdraw":
      return withdraw(asked);
    case "grant":
      return grant(asked);
    case "revoke":
      return revoke(asked);
    case "revokeToken":
      return revokeToken(asked);
    default:
      return refuseForm(asked.form, { form: "admin:problems.unknownForm" }, 400);
  }
}

async function invite({ clientId, actor, form }: Asked): Promise<Answer> {
  const asked = ClientInvitationForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await inviteUser(database(), actor, { ...asked.data, clientId, projectId: null }, publicUrl());
  return "refused" in answer ? refuseCommand(form, answer, INVITATION_FIELDS) : "invited";
}

async function withdraw({ clientId, actor, form }: Asked): Promise<Answer> {
  const asked = WithdrawnInvitationForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await withdrawInvitation(database(), actor, clientId, asked.data.invitationId);
  return "refused" in answer ? refuseCommand(form, answer) : "invitationWithdrawn";
}

async function grant({ clientId, actor, form }: Asked): Promise<Answer> {
  const asked = ClientGrantForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const { userId, role } = asked.data;
  const users = await usersOfClient(database(), clientId);
  if (!users.some(({ id }) => id === userId)) return refuseCommand(form, { refused: "absent" });
  const answer = await grantMembership(database(), actor, { userId, role, clientId, projectId: null });
  return "refused" in answer ? refuseCommand(form, answer, INVITATION_FIELDS) : "roleGranted";
}

async function revoke({ clientId, actor, form }: Asked): Promise<Answer> {
  const asked = RevokedRoleForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  // Whoever takes their own role away could not come back to give it again.
  const { membershipId } = asked.data;
  const held = (await namedMemberships(database(), { clientId })).find(({ id }) => id === membershipId);
  if (held?.userId === actor.id && held.role === "client_admin") return refuseCommand(form, { refused: "ownRole" });
  const answer = await revokeMembership(database(), actor, clientId, membershipId);
  return "refused" in answer ? refuseCommand(form, answer) : "roleRevoked";
}

async function revokeToken({ clientId, actor, form }: Asked): Promise<Answer> {
  const asked = RevokedTokenForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await revokeTokenOfClient(database(), actor, clientId, asked.data.tokenId);
  return "refused" in answer ? refuseCommand(form, answer) : "apiTokenRevoked";
}
