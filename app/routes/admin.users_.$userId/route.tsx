import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath } from "#app/http/form-answer.server.ts";
import { peopleWithRoles, possibleRoles } from "#app/http/people.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { ApiTokens } from "#app/ui/record/api-tokens.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useRoleOptions, useRoleWords } from "#app/ui/record/roles.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { apiTokensOf } from "#domain/api-tokens/queries.server.ts";
import { clientList } from "#domain/clients/queries.server.ts";
import { sessionsOf } from "#domain/identity/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { answerUserForm } from "./answers.server.ts";

export const handle: RecordHandle<{ person: { name: string } }> = {
  title: (_t, { person }) => person.name,
  crumbs: (t, { person }) => [{ text: t("admin:entries.users"), to: "/admin/users" }, { text: person.name }],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "user.manage");
  const person = await personOf(params.userId);
  const [clients, projects, sessions, tokens] = await Promise.all([
    clientList(database()),
    projectsOf(database(), memberships),
    sessionsOf(database(), person.id),
    apiTokensOf(database(), [person.id]),
  ]);
  const { id, name, email, telephone, twoFactorEnabled, lockedAt, demo, roles } = person;
  return json({
    person: { id, name, email, telephone, twoFactorEnabled, isLocked: lockedAt !== null, demo, roles },
    possible: possibleRoles(
      clients.filter(({ retiredAt }) => retiredAt === null),
      projects,
    ),
    sessions: sessions.map(({ id, address, userAgent, createdAt }) => ({ id, address, userAgent, createdAt })),
    tokens: tokens.get(person.id) ?? [],
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "user.manage");
  const person = await personOf(params.userId);
  const done = await answerUserForm({ userId: person.id, actor, form: await request.formData() });
  return typeof done === "string" ? safeRedirect(donePath(`/admin/users/${person.id}`, done)) : done;
}

async function personOf(userId: string | undefined) {
  const person = (await peopleWithRoles()).find(({ id }) => id === userId);
  if (!person) throw notFound();
  return person;
}

export default function UserPage() {
  const { t } = useTranslation("admin");
  const { person, possible, sessions, tokens } = useLoaderData<typeof loader>();
  const facts = [
    { label: t("columns.twoFactor"), value: t(person.twoFactorEnabled ? "common:yes" : "common:no") },
    { label: t("columns.state"), value: t(person.isLocked ? "words.locked" : "user.active") },
  ];
  return (
    <>
      <PageHeader title={person.name} qualifier={person.email} facts={facts} />
      <DoneNote />
      <div className="columns-half mt-4">
        <Roles person={person} possible={possible} />
        <Sessions person={person} sessions={sessions} />
      </div>
      {tokens.length > 0 && (
        <Section title={t("identity:tokens.section")} note={tokens.length}>
          <ApiTokens tokens={tokens} intent="revokeToken" />
        </Section>
      )}
      <Section title={t(person.isLocked ? "user.unlock" : "user.lock")}>
        {person.isLocked ? (
          <RecordForm intent="unlock" verb={t("user.unlockVerb", { name: person.name })} look="plain">
            <p className="text-ink2">{t("user.lockedText")}</p>
          </RecordForm>
        ) : (
          <Act
            intent="lock"
            label={t("user.lock")}
            title={t("user.lockTitle", { name: person.name })}
            consequence={t("user.lockConsequence")}
            verb={t("user.lockVerb", { name: person.name })}
          />
        )}
      </Section>
    </>
  );
}

interface RolesProps {
  readonly person: {
    readonly name: string;
    readonly roles: readonly { readonly id: number; readonly role: string; readonly place: string | null }[];
  };
  readonly possible: readonly { readonly value: string; readonly role: string; readonly place: string | null }[];
}

function Roles({ person, possible }: RolesProps) {
  const { t } = useTranslation("admin");
  const inWords = useRoleWords();
  return (
    <Section title={t("columns.roles")} note={person.roles.length || undefined}>
      {person.roles.length === 0 && <EmptyState title={t("empty.roles.title")} text={t("empty.roles.text")} />}
      <ul className="record-rows">
        {person.roles.map((held) => (
          <li key={held.id} className="record-line">
            <span>{inWords(held)}</span>
            <Act
              intent="revoke"
              hidden={{ membershipId: held.id }}
              label={t("verbs.revoke")}
              title={t("user.revokeTitle", { name: person.name, role: inWords(held) })}
              consequence={t("user.revokeConsequence")}
              verb={t("user.revokeVerb")}
            />
          </li>
        ))}
      </ul>
      <RecordForm intent="grant" verb={t("verbs.grant")} look="plain">
        <SelectField
          name="role"
          label={t("fields.newRole")}
          help={t("help.rolePlace")}
          options={useRoleOptions(possible)}
        />
      </RecordForm>
    </Section>
  );
}

interface SessionsProps {
  readonly person: { readonly name: string };
  readonly sessions: readonly {
    readonly id: string;
    readonly address: string | null;
    readonly userAgent: string | null;
    readonly createdAt: string;
  }[];
}

function Sessions({ person, sessions }: SessionsProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return (
    <Section title={t("user.sessions")} note={sessions.length || undefined}>
      {sessions.length === 0 && <EmptyState title={t("empty.sessions.title")} text={t("empty.sessions.text")} />}
      <ul className="record-rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <span className="record-line">
              <span className="mono">{session.address ?? "–"}</span>
              <span className="label">
                {t("user.since", { when: format.dateTime(parseInstant(session.createdAt)) })}
              </span>
            </span>
            <span className="label block">{session.userAgent}</span>
          </li>
        ))}
      </ul>
      {sessions.length > 0 && (
        <Act
          intent="signOut"
          label={t("user.signOut")}
          title={t("user.signOutTitle", { name: person.name })}
          consequence={t("user.signOutConsequence")}
          verb={t("user.signOut")}
        />
      )}
    </Section>
  );
}
