import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { possibleRoles } from "#app/http/people.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { publicUrl } from "#app/http/settings.server.ts";
import { INVITATION_FIELDS, InvitationForm } from "#app/http/user-forms.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { InvitationFields } from "#app/ui/record/invitation-fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useRoleOptions } from "#app/ui/record/roles.tsx";
import { database } from "#db/client.server.ts";
import { clientList } from "#domain/clients/queries.server.ts";
import { inviteUser } from "#domain/identity/invitations.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:invitation.title"),
  crumbs: (t) => [{ text: t("admin:entries.users"), to: "/admin/users" }, { text: t("admin:invitation.title") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "user.manage");
  const [clients, projects] = await Promise.all([clientList(database()), projectsOf(database(), memberships)]);
  return json({
    roles: possibleRoles(
      clients.filter(({ retiredAt }) => retiredAt === null),
      projects,
    ),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "user.manage");
  const form = await request.formData();
  const asked = InvitationForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const { role, ...person } = asked.data;
  const answer = await inviteUser(database(), actor, { ...person, ...role }, publicUrl());
  if ("refused" in answer) return refuseCommand(form, answer, INVITATION_FIELDS);
  return safeRedirect(donePath("/admin/users", "invited"));
}

export default function InvitePage() {
  const { t } = useTranslation("admin");
  const { roles } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("invitation.title")} />
      <p className="mb-5 max-w-[62ch] text-ink2">{t("invitation.text")}</p>
      <RecordForm intent="invite" verb={t("invitation.verb")}>
        <InvitationFields />
        <SelectField name="role" label={t("columns.role")} help={t("help.rolePlace")} options={useRoleOptions(roles)} />
      </RecordForm>
    </>
  );
}
