import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { problemsOf } from "#app/http/problems.ts";
import { requireUser } from "#app/http/require.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { database } from "#db/client.server.ts";
import { namedMembershipsOf, passkeysOf, sessionsOf, userById } from "#domain/identity/queries.server.ts";
import { type AccountAnswer, answerAccount } from "./answer.server.ts";
import { AccountForm } from "./forms.ts";
import { Passkeys } from "./passkeys.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

export const handle: PageHandle = { title: (t) => t("identity:account.title") };

export async function loader({ request }: LoaderFunctionArgs) {
  const { user, sessionId } = await requireUser(request);
  const db = database();
  const [profile, memberships, sessions, passkeys] = await Promise.all([
    userById(db, user.id),
    namedMembershipsOf(db, user.id),
    sessionsOf(db, user.id),
    passkeysOf(db, user.id),
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
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const signedIn = await requireUser(request);
  const fields = Object.fromEntries(await request.formData());
  const form = AccountForm.safeParse(fields);
  if (form.success) return answerAccount(request, signedIn, form.data);
  return json<AccountAnswer>({ intent: String(fields.intent ?? ""), problems: problemsOf(form.error) }, 400);
}

export default function AccountPage() {
  const { t } = useTranslation("identity");
  const { profile, memberships, sessions, passkeys, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
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
      <SessionsSection sessions={sessions} answer={answerTo("sign-out-others", "sign-out-everywhere")} />
    </Shell>
  );
}
