import { json, redirect } from "@remix-run/node";

import { type AuthPath, callAuth } from "#app/http/auth-call.server.ts";
import { problemOfAuth } from "#app/http/auth-problems.ts";
import type { SignedIn } from "#app/http/require.server.ts";
import { announceRevocation } from "#app/http/revocations.server.ts";
import { forgetSessions } from "#app/http/session.server.ts";
import { database } from "#db/client.server.ts";
import type { AuditAction } from "#domain/audit/action.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { changeProfile, revokeSessions } from "#domain/identity/commands.server.ts";
import { chooseMails } from "#domain/notifications/choices.server.ts";
import type { AccountRequest } from "./forms.ts";
import { issueToken, revokeToken } from "./token-answers.server.ts";

/** What the page shows after a form was sent. */
export interface AccountAnswer {
  readonly intent: string;
  readonly problems?: Readonly<Record<string, string>>;
  /** Locale key of what was done, and its count. */
  readonly done?: string;
  readonly count?: number;
  /** A second factor that is being set up, or recovery codes that are shown this once. */
  readonly uri?: string;
  readonly codes?: readonly string[];
  /** An API token, shown this once. */
  readonly token?: { readonly name: string; readonly text: string; readonly expiresAt: string };
}

interface Change {
  /** Where a refusal is shown. */
  readonly field: string;
  /** What is said once it is done, of `identity:account`. */
  readonly done: string;
  readonly action: AuditAction;
}

export async function answerAccount(request: Request, signedIn: SignedIn, form: AccountRequest, sent: FormData) {
  const { actor, user, sessionId } = signedIn;
  const { intent } = form;
  const refused = (field: string, key: string, status = 400) =>
    json<AccountAnswer>({ intent, problems: { [field]: key } }, status);

  switch (intent) {
    case "profile": {
      const { name, telephone, locale, theme } = form;
      await changeProfile(database(), actor, user.id, { name, telephone, locale, theme });
      forgetSessions({ userId: user.id });
      return redirect("/account?saved");
    }
    case "password":
      return change(
        "/change-password",
        { currentPassword: form.currentPassword, newPassword: form.newPassword, revokeOtherSessions: true },
        { field: "currentPassword", done: "passwordChanged", action: "user.change-password" },
      );
    case "two-factor-begin": {
      const answer = await callAuth(request, "/two-factor/enable", { password: form.password, method: "totp" });
      if (!answer.ok) return refused("password", problemOfAuth(answer), answer.status);
      const { totpURI, backupCodes } = answer.body as { totpURI: string; backupCodes: string[] };
      return json<AccountAnswer>({ intent, uri: totpURI, codes: backupCodes });
    }
    case "two-factor-confirm": {
      const answer = await callAuth(request, "/two-factor/verify-totp", { code: form.code });
      if (!answer.ok) {
        // The key was shown, not stored: it goes round with the form, so that a mistyped code can be tried again.
        const { uri, codes } = form;
        const problems = { code: problemOfAuth(answer) };
        return json<AccountAnswer>({ intent, problems, uri, codes: codes.split(" ") }, answer.status);
      }
      await note("user.enable-two-factor");
      return json<AccountAnswer>({ intent, done: "identity:account.twoFactorDone" }, { headers: answer.headers });
    }
    case "two-factor-codes": {
      const answer = await callAuth(request, "/two-factor/generate-backup-codes", { password: form.password });
      if (!answer.ok) return refused("password", problemOfAuth(answer), answer.status);
      await note("user.renew-recovery-codes");
      return json<AccountAnswer>({ intent, codes: answer.body.backupCodes as string[] });
    }
    case "two-factor-stop":
      return change(
        "/two-factor/disable",
        { password: form.password },
        { field: "password", done: "twoFactorStopped", action: "user.disable-two-factor" },
      );
    case "sign-out-others": {
      const { closed } = await revokeSessions(database(), actor, user.id, { exceptSessionId: sessionId });
      forgetSessions({ userId: user.id });
      return json<AccountAnswer>({ intent, done: "identity:account.othersClosed", count: closed });
    }
    case "sign-out-everywhere": {
      await revokeSessions(database(), actor, user.id);
      announceRevocation({ userId: user.id });
      return redirect("/sign-in");
    }
    case "token-issue":
      return issueToken(signedIn, form, sent);
    case "token-revoke":
      return revokeToken(signedIn, form);
    case "notices": {
      const { intent: _, ...choices } = form;
      await chooseMails(database(), user.id, choices);
      return json<AccountAnswer>({ intent, done: "notifications:choices.saved" });
    }
    case "passkey-remove":
      return change(
        "/passkey/delete-passkey",
        { id: form.id },
        { field: "form", done: "passkeyRemoved", action: "user.remove-passkey" },
      );
  }

  async function change(path: AuthPath, body: Record<string, unknown>, { field, done, action }: Change) {
    const answer = await callAuth(request, path, body);
    if (!answer.ok) return refused(field, problemOfAuth(answer), answer.status);
    // better-auth puts another session in this one's place: the old one must not live on for its 5 s.
    forgetSessions({ userId: user.id });
    await note(action);
    return json<AccountAnswer>({ intent, done: `identity:account.${done}` }, { headers: answer.headers });
  }

  function note(action: AuditAction) {
    return recordAudit(database(), actor, { action, subject: { type: "user", id: user.id, name: user.email } });
  }
}
