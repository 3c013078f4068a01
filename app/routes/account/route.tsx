import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { fieldsOf, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requireUser } from "#app/http/require.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { database } from "#db/client.server.ts";
import { apiTokensOf } from "#domain/api-tokens/queries.server.ts";
import { namedMembershipsOf, passkeysOf, sessionsOf, userById } from "#domain/identity/queries.server.ts";
import { choicesOf } from "#domain/notifications/choices.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { type AccountAnswer, answerAccount } from "./answer.server.ts";
import { AccountForm, LISTS } from "./forms.ts";
import { NoticesSection } from "./notices-section.tsx";
import { Passkeys } from "./passkeys.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TokensSection } from "./tokens-section.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

export const handle: PageHandle = { title: (t) => t("identity:account.title") };

export async function loader({ request }: LoaderFunctionArgs) {
  const { user, sessionId, memberships: held } = await requireUser(request);
  const db = database();
  const [profile, memberships, sessions, passkeys, tokens, projects, choices] = await Promise.all([
    userById(db, user.id),
    namedMembershipsOf(db, user.id),
    sessionsOf(db, user.id),
    passkeysOf(db, user.id),
    apiTokensOf(db, [user.id]),
    projectsOf(db, held),
    choicesOf(db, user.id),
  ]);
  return json({
    saved: new URL(request.url).searchParams.has("saved"),
    profile: {
      name: profile?.name ?? "",
      email: profile?.email ?? "",
      telephone: profile?.telephone ?? "",
      locale: profile?.locale ?? "",
      theme: profile?.theme ?? "",
      twoFactor: profile?.twoFactorEnabled === true,
    },
    memberships: memberships.map(({ id, role, clientName, projectName }) => ({
      id,
      role,
      on: projectName ?? clientName,
    })),
    sessions: sessions.map(({ id, address, userAgent, createdAt }) => ({
      id,
      address,
      userAgent,
      since: createdAt.toISOString(),
      current: id === sessionId,
    })),
    passkeys: passkeys.map(({ id, name }) => ({ id, name })),
    tokens: tokens.get(user.id) ?? [],
    projects: projects.map(({ id, name }) => ({ id, name })),
    choices,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const signedIn = await requireUser(request);
  const sent = await request.formData();
  const form = AccountForm.safeParse(fieldsOf(sent, LISTS));
  if (form.success) return answerAccount(request, signedIn, form.data, sent);
  const [intent, problems] = [intentOf(sent), problemsOf(form.error)];
  // What was typed goes round with this form only: the others hold passwords.
  return intent === "token-issue" ? refuseForm(sent, problems, 400) : json<AccountAnswer>({ intent, problems }, 400);
}

export default function AccountPage() {
  const { t } = useTranslation("identity");
  const { profile, memberships, sessions, passkeys, tokens, projects, choices, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as AccountAnswer | undefined;
  const answerTo = (...intents: string[]) => (answer && intents.includes(answer.intent) ? answer : undefined);
  return (
    <Shell
      title={t("account.title")}
      entries={[{ to: "/projects", text: t("account.projects") }]}
      crumbs={[{ text: t("account.title") }]}
    >
      <PageHeader title={profile.name} qualifier={profile.email} />
      <div className="columns-half">
        <ProfileSection {...{ profile, memberships, saved }} answer={answerTo("profile")} />
        <div>
          <PasswordSection answer={answerTo("password")} />
          <TwoFactorSection
            enabled={profile.twoFactor}
            answer={answerTo("two-factor-begin", "two-factor-confirm", "two-factor-codes", "two-factor-stop")}
          />
          <Passkeys passkeys={passkeys} answer={answerTo("passkey-remove")} />
        </div>
      </div>
      <NoticesSection choices={choices} answer={answerTo("notices")} />
      <TokensSection {...{ tokens, projects }} answer={answerTo("token-issue", "token-revoke")} />
      <SessionsSection sessions={sessions} answer={answerTo("sign-out-others", "sign-out-everywhere")} />
    </Shell>
  );
}
