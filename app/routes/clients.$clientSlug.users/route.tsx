import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath } from "#app/http/form-answer.server.ts";
import { requireClient } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import { InvitationFields } from "#app/ui/record/invitation-fields.tsx";
import { Invitations } from "#app/ui/record/invitations.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { database } from "#db/client.server.ts";
import { apiTokensOf } from "#domain/api-tokens/queries.server.ts";
import { namedMemberships, pendingInvitations, usersOfClient } from "#domain/identity/queries.server.ts";
import { CLIENT_ROLES } from "#domain/identity/roles.ts";

import { answerClientUsersForm } from "./answers.server.ts";
import { ClientUsers } from "./users.tsx";

export const handle: PageHandle<{ client: { name: string } }> = {
  title: (t, { client }) => t("admin:clientUsers.title", { client: client.name }),
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { client, user } = await requireClient(request, params.clientSlug, "client.users");
  const [users, held, pending] = await Promise.all([
    usersOfClient(database(), client.id),
    namedMemberships(database(), { clientId: client.id }),
    pendingInvitations(database(), { clientId: client.id }),
  ]);
  const tokens = await apiTokensOf(
    database(),
    users.map(({ id }) => id),
    { clientId: client.id },
  );
  return json({
    client,
    viewerId: user.id,
    users: users.map(({ id, name, email, twoFactorEnabled }) => ({
      id,
      name,
      email,
      twoFactorEnabled,
      roles: held.filter(({ userId }) => userId === id).map(({ id, role }) => ({ id, role })),
      tokens: tokens.get(id) ?? [],
    })),
    invitations: pending.map(({ id, email, role, expiresAt }) => ({ id, email, role, expiresAt, place: null })),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { client, actor } = await requireClient(request, params.clientSlug, "client.users");
  const done = await answerClientUsersForm({ clientId: client.id, actor, form: await request.formData() });
  return typeof done === "string" ? safeRedirect(donePath(`/clients/${client.slug}/users`, done)) : done;
}

export default function ClientUsersPage() {
  const { t } = useTranslation("admin");
  const { client, users, invitations, viewerId } = useLoaderData<typeof loader>();
  const here = `/clients/${client.slug}/users`;
  const roles = CLIENT_ROLES.map((role) => ({ value: role, text: t(`common:roles.${role}`) }));
  return (
    <Shell
      title={client.name}
      entries={[{ to: here, text: t("entries.users"), tab: "people" }]}
      crumbs={[{ text: client.name }, { text: t("entries.users") }]}
    >
      <PageHeader title={t("entries.users")} qualifier={client.name} />
      <DoneNote />
      <div className="columns-side mt-4">
        <div>
          <Section title={t("clientUsers.section")} note={users.length || undefined}>
            {users.length === 0 && (
              <EmptyState title={t("empty.clientUsers.title")} text={t("empty.clientUsers.text")} />
            )}
            <ClientUsers users={users} roles={roles} viewerId={viewerId} />
          </Section>
          <Section title={t("invitation.section")} note={invitations.length || undefined}>
            {invitations.length === 0 ? (
              <EmptyState title={t("empty.invitations.title")} text={t("empty.invitations.textClient")} />
            ) : (
              <Invitations invitations={invitations} />
            )}
          </Section>
        </div>
        <Section title={t("invitation.title")}>
          <p className="mb-4 text-ink2">{t("invitation.text")}</p>
          <RecordForm intent="invite" verb={t("invitation.verb")}>
            <InvitationFields />
            <SelectField
              name="role"
              label={t("columns.role")}
              help={t("help.clientRoles")}
              value="viewer"
              options={roles}
            />
          </RecordForm>
        </Section>
      </div>
    </Shell>
  );
}
