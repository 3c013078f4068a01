import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { machineChoices } from "#app/http/machine-choices.server.ts";
import { MACHINE_FIELDS, MachineForm } from "#app/http/machine-form.ts";
import { requireManagedProject } from "#app/http/managed.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { MachineFields } from "#app/ui/record/machine-fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { addMachine } from "#domain/machines/commands.server.ts";

import { MachineNameForm } from "./form.ts";

export const handle: RecordHandle<{ project: { name: string; slug: string } }> = {
  title: (t) => t("admin:machineNew.title"),
  crumbs: (t, { project }) => [
    { text: t("admin:entries.projects"), to: "/admin/projects" },
    { text: project.name, to: `/admin/projects/${project.slug}` },
    { text: t("admin:machineNew.title") },
  ],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireManagedProject(request, params.projectSlug, "machine.manage");
  return json({ project: { name: project.name, slug: project.slug }, choices: await machineChoices(project.id) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireManagedProject(request, params.projectSlug, "machine.manage");
  const form = await request.formData();
  const fields = fieldsOf(form, ["parentIds"]);
  const named = MachineNameForm.safeParse(fields);
  const asked = MachineForm.safeParse(fields);
  if (!named.success || !asked.success) {
    const problems = { ...(named.error && problemsOf(named.error)), ...(asked.error && problemsOf(asked.error)) };
    return refuseForm(form, problems, 400);
  }

  const answer = await addMachine(database(), project.id, actor, { ...asked.data, ...named.data });
  if ("refused" in answer) return refuseCommand(form, answer, MACHINE_FIELDS);
  return safeRedirect(donePath(`/admin/projects/${project.slug}/machines/${answer.name}`, "machineAdded"));
}

export default function NewMachinePage() {
  const { t } = useTranslation("admin");
  const { project, choices } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("machineNew.title")} qualifier={project.name} />
      <p className="mb-5 max-w-[62ch] text-ink2">{t("machineNew.text")}</p>
      <RecordForm intent="add" verb={t("verbs.addMachine")} wide>
        <TextField
          name="name"
          label={t("fields.machineName")}
          help={t("help.machineName")}
          required
          spellCheck={false}
          autoComplete="off"
        />
        <MachineFields choices={choices} />
      </RecordForm>
    </>
  );
}
