import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { createClient } from "#domain/clients/commands.server.ts";

import { NewClientForm } from "./form.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:clientNew.title"),
  crumbs: (t) => [{ text: t("admin:entries.clients"), to: "/admin/clients" }, { text: t("admin:clientNew.title") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "client.manage");
  return json({});
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "client.manage");
  const form = await request.formData();
  const asked = NewClientForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const answer = await createClient(database(), actor, asked.data);
  if ("refused" in answer) return refuseCommand(form, answer, { nameTaken: "slug", badSlug: "slug" });
  return safeRedirect(donePath(`/admin/clients/${answer.slug}`, "clientCreated"));
}

export default function NewClientPage() {
  const { t } = useTranslation("admin");
  return (
    <>
      <PageHeader title={t("clientNew.title")} />
      <RecordForm intent="create" verb={t("verbs.createClient")}>
        <TextField name="name" label={t("fields.clientName")} required autoComplete="off" />
        <TextField name="slug" label={t("fields.slug")} help={t("help.slug")} spellCheck={false} autoComplete="off" />
      </RecordForm>
    </>
  );
}
