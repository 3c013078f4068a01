import { json } from "@remix-run/node";

import { refuseForm } from "#app/http/form-answer.server.ts";
import type { SignedIn } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { issueApiToken, revokeApiToken } from "#domain/api-tokens/commands.server.ts";

import type { AccountAnswer } from "./answer.server.ts";
import type { AccountRequest } from "./forms.ts";

const FIELDS: Readonly<Record<string, string>> = {
  nameMissing: "name",
  scopeMissing: "scopes",
  badExpiry: "days",
  foreignProject: "projectIds",
};

/** Makes a token and shows it, this once. Without a box ticked it reaches all the projects of its user. */
export async function issueToken(
  { actor, user }: SignedIn,
  asked: Extract<AccountRequest, { intent: "token-issue" }>,
  form: FormData,
) {
  const { intent, name, scopes, days } = asked;
  const projectIds = asked.projectIds.length > 0 ? asked.projectIds : null;
  const issued = await issueApiToken(database(), actor, user.id, { name, scopes, projectIds, days });
  if ("refused" in issued) {
    const field = FIELDS[issued.refused] ?? "form";
    return refuseForm(form, { [field]: `identity:tokens.refused.${issued.refused}` }, 422);
  }
  const token = { name, text: issued.token, expiresAt: issued.expiresAt.toISOString() };
  return json<AccountAnswer>({ intent, token });
}

export async function revokeToken(
  { actor, user }: SignedIn,
  { intent, tokenId }: Extract<AccountRequest, { intent: "token-revoke" }>,
) {
  const answer = await revokeApiToken(database(), actor, user.id, tokenId);
  return "refused" in answer
    ? json<AccountAnswer>({ intent, problems: { form: "identity:tokens.refused.notFound" } }, 422)
    : json<AccountAnswer>({ intent, done: "identity:tokens.revoked" });
}
