import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath } from "#app/http/form-answer.server.ts";
import { machineChoices } from "#app/http/machine-choices.server.ts";
import { requireManagedProject } from "#app/http/managed.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { MachineFields } from "#app/ui/record/machine-fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { machineRecord } from "#domain/machines/registry.server.ts";

import { answerMachineForm } from "./answers.server.ts";
import { Enrolment } from "./enrolment.tsx";

export const handle: RecordHandle<{ project: { name: string; slug: string }; machine: { name: string } }> = {
  title: (_t, { machine }) => machine.name,
  crumbs: (t, { project, machine }) => [
    { text: t("admin:entries.projects"), to: "/admin/projects" },
    { text: project.name, to: `/admin/projects/${project.slug}` },
    { text: machine.name, mono: true },
  ],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, machine } = await requireManagedMachine(request, params);
  const { name, slug, timeZone } = project;
  return json({ project: { name, slug, timeZone }, machine, choices: await machineChoices(project.id, machine.id) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, machine, actor } = await requireManagedMachine(request, params);
  const answer = await answerMachineForm({ projectId: project.id, machine, actor, form: await request.formData() });
  if (answer instanceof Response) return answer;
  const here = `/admin/projects/${project.slug}`;
  return safeRedirect(
    donePath(answer.done === "machineRetired" ? here : `${here}/machines/${answer.name}`, answer.done),
  );
}

async function requireManagedMachine(request: Request, params: { projectSlug?: string; machineName?: string }) {
  const managed = await requireManagedProject(request, params.projectSlug, "machine.manage");
  const machine = await machineRecord(database(), managed.project.id, params.machineName ?? "");
  if (!machine) throw notFound();
  return { ...managed, machine };
}

export default function MachinePage() {
  const { t } = useTranslation("admin");
  const { project, machine, choices } = useLoaderData<typeof loader>();
  const hidden = { version: machine.version };
  return (
    <TimeZoneProvider timeZone={project.timeZone}>
      <PageHeader
        title={<span className="mono">{machine.name}</span>}
        qualifier={[project.name, machine.position].filter(Boolean).join(", ")}
        actions={
          <LinkButton to={`/projects/${project.slug}/machines/${machine.name}`}>{t("verbs.openPage")}</LinkButton>
        }
      />
      {machine.simulated && <SimulatedMark />}
      <DoneNote />
      <div className="mt-4">
        <Enrolment machine={machine} />
        <Section title={t("machine.details")}>
          <RecordForm intent="edit" hidden={hidden} verb={t("verbs.save")} wide>
            <MachineFields machine={machine} choices={choices} />
          </RecordForm>
        </Section>
        <div className="columns-half">
          <Section title={t("machine.rename")}>
            <RecordForm intent="rename" hidden={hidden} verb={t("verbs.rename")} look="plain">
              <TextField
                name="name"
                label={t("fields.machineName")}
                help={t("help.rename")}
                value={machine.name}
                required
                spellCheck={false}
                autoComplete="off"
              />
            </RecordForm>
          </Section>
          <Section title={t("machine.end")}>
            <p className="mb-3 max-w-[62ch] text-ink2">{t("machine.endText")}</p>
            <Act
              intent="retire"
              hidden={hidden}
              label={t("verbs.retire")}
              title={t("machine.retireTitle", { name: machine.name })}
              consequence={t("machine.retireConsequence", { name: machine.name })}
              verb={t("machine.retireVerb", { name: machine.name })}
            />
          </Section>
        </div>
      </div>
    </TimeZoneProvider>
  );
}
