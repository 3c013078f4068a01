import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { letManagersIn, possibleManagers } from "#app/http/manager-rights.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { PROJECT_FIELDS } from "#app/http/project-form.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { ProjectFields } from "#app/ui/record/project-fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { clientList } from "#domain/clients/queries.server.ts";
import { createProject } from "#domain/projects/commands.server.ts";

import { NewProjectForm } from "./form.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:projectNew.title"),
  crumbs: (t) => [{ text: t("admin:entries.projects"), to: "/admin/projects" }, { text: t("admin:projectNew.title") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requirePlatform(request, "client.manage");
  const [clients, managers] = await Promise.all([clientList(database()), possibleManagers(signedIn)]);
  const living = clients.filter(({ retiredAt }) => retiredAt === null);
  const wanted = new URL(request.url).searchParams.get("client");
  return json({
    clients: living.map(({ id, name }) => ({ id, name })),
    clientId: living.find(({ slug }) => slug === wanted)?.id ?? null,
    managers,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const signedIn = await requirePlatform(request, "client.manage");
  const form = await request.formData();
  const asked = NewProjectForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);

  const { clientId, ...details } = asked.data;
  const answer = await createProject(database(), clientId, signedIn.actor, details);
  if ("refused" in answer) return refuseCommand(form, answer, { ...PROJECT_FIELDS, notFound: "clientId" });
  await letManagersIn(signedIn, { id: answer.id, clientId }, [details.projectManagerId, details.deputyManagerId]);
  return safeRedirect(donePath(`/admin/projects/${answer.slug}`, "projectOpened"));
}

export default function NewProjectPage() {
  const { t } = useTranslation("admin");
  const { clients, clientId, managers } = useLoaderData<typeof loader>();
  if (clients.length === 0) {
    return (
      <>
        <PageHeader title={t("projectNew.title")} />
        <EmptyState title={t("projectNew.noClient.title")} text={t("projectNew.noClient.text")}>
          <LinkButton to="/admin/clients/new">{t("verbs.addClient")}</LinkButton>
        </EmptyState>
      </>
    );
  }
  const options = clients.map(({ id, name }) => ({ value: String(id), text: name }));
  return (
    <>
      <PageHeader title={t("projectNew.title")} />
      <RecordForm intent="create" verb={t("verbs.openProject")}>
        <SelectField
          name="clientId"
          label={t("columns.client")}
          value={clientId}
          options={[{ value: "", text: t("words.choose") }, ...options]}
        />
        <ProjectFields managers={managers} />
        <TextField name="slug" label={t("fields.slug")} help={t("help.slug")} spellCheck={false} autoComplete="off" />
      </RecordForm>
    </>
  );
}
