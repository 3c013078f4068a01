import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { editProvider } from "#domain/clients/provider-commands.server.ts";
import { provider } from "#domain/clients/queries.server.ts";

import { ProviderForm } from "./form.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.provider"),
  crumbs: (t) => [{ text: t("admin:entries.provider") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "provider.manage");
  return json({ provider: await provider(database()) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "provider.manage");
  const form = await request.formData();
  const edited = ProviderForm.safeParse(fieldsOf(form));
  if (!edited.success) return refuseForm(form, problemsOf(edited.error), 400);

  const answer = await editProvider(database(), actor, edited.data);
  return "refused" in answer ? refuseCommand(form, answer) : safeRedirect(donePath("/admin/provider", "saved"));
}

export default function ProviderPage() {
  const { t } = useTranslation("admin");
  const { provider } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("entries.provider")} />
      <DoneNote />
      <Section title={t("provider.section")} note={t("provider.note")}>
        <RecordForm intent="edit" hidden={{ version: provider.version }} verb={t("verbs.save")}>
          <TextField name="name" label={t("fields.providerName")} value={provider.name} required />
          <TextField
            name="emergencyTelephone"
            type="tel"
            label={t("fields.emergencyTelephone")}
            help={t("help.emergencyTelephone")}
            value={provider.emergencyTelephone}
          />
          <TextField name="email" type="email" label={t("fields.email")} value={provider.email} />
        </RecordForm>
      </Section>
    </>
  );
}
