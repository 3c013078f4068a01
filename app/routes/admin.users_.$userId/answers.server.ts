import { z } from "zod";

import { fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { chosenRole, INVITATION_FIELDS, RevokedRoleForm, RevokedTokenForm } from "#app/http/user-forms.ts";
import { database } from "#db/client.server.ts";
import { revokeApiToken } from "#domain/api-tokens/commands.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import {
  grantMembership,
  lockUser,
  revokeMembership,
  revokeSessions,
  unlockUser,
} from "#domain/identity/commands.server.ts";
import { namedMemberships } from "#domain/identity/queries.server.ts";

const GrantForm = z.object({ role: chosenRole });

interface Asked {
  readonly userId: string;
  readonly actor: Actor;
  readonly form: FormData;
}

/** What was done, for `?done=`, or the answer to a refused form. */
type Answer = string | ReturnType<typeof refuseForm>;

/** Answers whichever of the page's forms was sent. */
export async function answerUserForm(asked: Asked): Promise<Answer> {
  const { userId, actor, form } = asked;
  switch (intentOf(form)) {
    case "grant":
      return grant(asked);
    case "revoke":
      return revoke(asked);
    case "revokeToken":
      return revokeToken(asked);
    case "signOut":
      await revokeSessions(database(), actor, userId);
      return "signedOut";
    case "lock":
      return done(form, await lockUser(database(), actor, userId), "userLocked");
    case "unlock":
      return done(form, await unlockUser(database(), actor, userId), "userUnlocked");
    default:
      return refuseForm(form, { form: "admin:problems.unknownForm" }, 400);
  }
}

async function grant({ userId, actor, form }: Asked): Promise<Answer> {
  const asked = GrantForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await grantMembership(database(), actor, { userId, ...asked.data.role });
  return "refused" in answer ? refuseCommand(form, answer, INVITATION_FIELDS) : "roleGranted";
}

async function revoke({ userId, actor, form }: Asked): Promise<Answer> {
  const asked = RevokedRoleForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  // The page is of one user: a membership of another is not found here.
  const { membershipId } = asked.data;
  const isTheirs = (await namedMemberships(database())).some(
    (held) => held.id === membershipId && held.userId === userId,
  );
  if (!isTheirs) return refuseCommand(form, { refused: "absent" });
  return done(form, await revokeMembership(database(), actor, null, membershipId), "roleRevoked");
}

/** The command is told the user: a token of another is not found. */
async function revokeToken({ userId, actor, form }: Asked): Promise<Answer> {
  const asked = RevokedTokenForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  return done(form, await revokeApiToken(database(), actor, userId, asked.data.tokenId), "apiTokenRevoked");
}

function done(form: FormData, answer: object, word: string): Answer {
  return "refused" in answer ? refuseCommand(form, answer as { refused: string }) : word;
}
