import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath } from "#app/http/form-answer.server.ts";
import { requireManagedProject } from "#app/http/managed.server.ts";
import { possibleManagers } from "#app/http/manager-rights.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Contacts } from "#app/ui/record/contacts.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { ProjectFields } from "#app/ui/record/project-fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { contactsOf } from "#domain/clients/queries.server.ts";
import { machinesOfProject } from "#domain/machines/registry.server.ts";
import { dayIn, inEffectOn, isWithdrawable } from "#domain/projects/effect.ts";
import { applicationRecords, projectRecord, termsHistory } from "#domain/projects/registry.server.ts";

import { answerProjectForm } from "./answers.server.ts";
import { Applications } from "./applications.tsx";
import { ProjectMachines } from "./machines.tsx";
import { Terms } from "./terms.tsx";

export const handle: RecordHandle<{ project: { name: string } }> = {
  title: (_t, { project }) => project.name,
  crumbs: (t, { project }) => [{ text: t("admin:entries.projects"), to: "/admin/projects" }, { text: project.name }],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireManagedProject(request, params.projectSlug, "project.manage");
  const db = database();
  const project = await projectRecord(db, signedIn.project.id);
  if (!project) throw notFound();
  const [managers, applications, terms, contacts, machines] = await Promise.all([
    possibleManagers(signedIn, project),
    applicationRecords(db, project.id),
    termsHistory(db, project.id),
    contactsOf(db, { clientId: project.clientId, projectId: project.id }),
    machinesOfProject(db, project.id),
  ]);
  const now = new Date();
  const today = dayIn(project.timeZone, now);
  const marked = <Row extends { id: number; effectiveOn: string; createdAt: Date }>(rows: Row[]) =>
    rows.map((row) => ({
      ...row,
      isInEffect: inEffectOn(rows, today)?.id === row.id,
      isWithdrawable: isWithdrawable(row, project.timeZone, now),
    }));
  return json({
    project,
    managers,
    today,
    applications: applications.map((application) => ({ ...application, pools: marked(application.pools) })),
    terms: marked(terms),
    contacts,
    machines,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const signedIn = await requireManagedProject(request, params.projectSlug, "project.manage");
  const { project } = signedIn;
  const done = await answerProjectForm({ signedIn, project, form: await request.formData() });
  if (typeof done !== "string") return done;
  const here = done === "projectRetired" ? "/admin/projects" : `/admin/projects/${project.slug}`;
  return safeRedirect(donePath(here, done));
}

export default function ProjectPage() {
  const { t } = useTranslation("admin");
  const { project, managers, applications, terms, contacts, machines, today } = useLoaderData<typeof loader>();
  return (
    <TimeZoneProvider timeZone={project.timeZone}>
      <PageHeader
        title={project.name}
        qualifier={[project.clientName, project.summary].filter(Boolean).join(", ")}
        actions={<LinkButton to={`/projects/${project.slug}`}>{t("verbs.openPage")}</LinkButton>}
      />
      <DoneNote />
      <div className="mt-4">
        <ProjectMachines projectSlug={project.slug} machines={machines} />
        <Applications applications={applications} today={today} />
        <Terms terms={terms} today={today} />
        <Section title={t("contact.section")} note={t("contact.projectNote")}>
          <Contacts contacts={contacts} />
        </Section>
        <Section title={t("project.identity")} note={<span className="mono">{project.slug}</span>}>
          <RecordForm intent="edit" hidden={{ version: project.version }} verb={t("verbs.save")} wide>
            <ProjectFields project={project} managers={managers} />
          </RecordForm>
        </Section>
        <Section title={t("project.end")}>
          <Act
            intent="retire"
            hidden={{ version: project.version }}
            label={t("verbs.retire")}
            title={t("project.retireTitle", { name: project.name })}
            consequence={t("project.retireConsequence")}
            verb={t("project.retireVerb", { name: project.name })}
          />
        </Section>
        <p className="label mt-6">
          <Link to="/admin/projects">{t("verbs.allProjects")}</Link>
        </p>
      </div>
    </TimeZoneProvider>
  );
}
