import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { peopleWithRoles } from "#app/http/people.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { WithdrawnInvitationForm } from "#app/http/user-forms.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { Filters } from "#app/ui/record/filters.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { Invitations } from "#app/ui/record/invitations.tsx";
import { useRoleWords } from "#app/ui/record/roles.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { clientList } from "#domain/clients/queries.server.ts";
import { withdrawInvitation } from "#domain/identity/invitations.server.ts";
import { ROLES } from "#domain/identity/permissions.ts";
import { pendingInvitations } from "#domain/identity/queries.server.ts";

import { filterOf, isWanted } from "./filter.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.users"),
  crumbs: (t) => [{ text: t("admin:entries.users") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "user.manage");
  const filter = filterOf(request);
  const [people, pending, clients] = await Promise.all([
    peopleWithRoles(),
    pendingInvitations(database()),
    clientList(database()),
  ]);
  const clientNames = new Map(clients.map(({ id, name }) => [id, name]));
  return json({
    people: people
      .filter((person) => isWanted(person, filter))
      .map(({ id, name, email, twoFactorEnabled, lockedAt, demo, roles }) => ({
        id,
        name,
        email,
        twoFactorEnabled,
        isLocked: lockedAt !== null,
        demo,
        roles,
      })),
    invitations: pending.map(({ id, email, role, clientId, expiresAt }) => ({
      id,
      email,
      role,
      expiresAt,
      place: clientId === null ? null : (clientNames.get(clientId) ?? null),
    })),
    clients: clients.map(({ id, name }) => ({ value: String(id), text: name })),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "user.manage");
  const form = await request.formData();
  const asked = WithdrawnInvitationForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const answer = await withdrawInvitation(database(), actor, null, asked.data.invitationId);
  return "refused" in answer
    ? refuseCommand(form, answer)
    : safeRedirect(donePath("/admin/users", "invitationWithdrawn"));
}

export default function UsersPage() {
  const { t } = useTranslation("admin");
  const { people, invitations, clients } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const inWords = useRoleWords();
  const all = { value: "", text: t("words.all") };
  const columns: Column<(typeof people)[number]>[] = [
    {
      key: "name",
      header: t("columns.user"),
      sortBy: ({ name }) => name,
      cell: ({ id, name, email }) => (
        <span>
          <Link to={`/admin/users/${id}`}>{name}</Link>
          <span className="data-table-second">{email}</span>
        </span>
      ),
    },
    {
      key: "roles",
      header: t("columns.roles"),
      sortBy: ({ roles }) => roles[0]?.role ?? null,
      cell: ({ roles }) =>
        roles.length === 0 ? (
          t("words.noRole")
        ) : (
          <span>
            {roles.map((role) => (
              <span key={role.id} className="block">
                {inWords(role)}
              </span>
            ))}
          </span>
        ),
    },
    {
      key: "twoFactor",
      header: t("columns.twoFactor"),
      cell: ({ twoFactorEnabled }) => t(twoFactorEnabled ? "common:yes" : "common:no"),
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: ({ isLocked, demo }) =>
        [t(isLocked ? "words.locked" : "user.active"), demo && t("words.demo")].filter(Boolean).join(", "),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("entries.users")}
        actions={<LinkButton to="/admin/users/invite">{t("verbs.inviteUser")}</LinkButton>}
      />
      <DoneNote />
      <Filters label={t("usersPage.filters")}>
        <TextField name="search" label={t("columns.user")} value={search.get("search")} />
        <SelectField
          name="role"
          label={t("columns.role")}
          value={search.get("role")}
          options={[all, ...ROLES.map((role) => ({ value: role, text: t(`common:roles.${role}`) }))]}
        />
        <SelectField
          name="client"
          label={t("columns.client")}
          value={search.get("client")}
          options={[all, ...clients]}
        />
      </Filters>
      <DataTable
        caption={t("entries.users")}
        columns={columns}
        rows={people}
        rowKey={({ id }) => id}
        whenEmpty={<EmptyState title={t("empty.users.title")} text={t("empty.users.text")} />}
      />
      <div className="mt-8">
        <Section title={t("invitation.section")} note={invitations.length || undefined}>
          {invitations.length === 0 ? (
            <EmptyState title={t("empty.invitations.title")} text={t("empty.invitations.text")} />
          ) : (
            <Invitations invitations={invitations} />
          )}
        </Section>
      </div>
    </>
  );
}
