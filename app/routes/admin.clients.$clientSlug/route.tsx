import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { answerContactForm, CONTACT_INTENTS } from "#app/http/contact-answers.server.ts";
import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { notFound } from "#app/http/refusals.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Contacts } from "#app/ui/record/contacts.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { editClient, retireClient } from "#domain/clients/commands.server.ts";
import { clientBySlug, contactsOf } from "#domain/clients/queries.server.ts";
import { usersOfClient } from "#domain/identity/queries.server.ts";
import { projectsOfClient } from "#domain/projects/registry.server.ts";

import { EditedClientForm, RetiredForm } from "./form.ts";

export const handle: RecordHandle<{ client: { name: string } }> = {
  title: (_t, { client }) => client.name,
  crumbs: (t, { client }) => [{ text: t("admin:entries.clients"), to: "/admin/clients" }, { text: client.name }],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { client } = await requireManagedClient(request, params.clientSlug);
  const [projects, contacts, users] = await Promise.all([
    projectsOfClient(database(), client.id),
    contactsOf(database(), { clientId: client.id, projectId: null }),
    usersOfClient(database(), client.id),
  ]);
  return json({ client, projects, contacts, users: users.map(({ id, name, email }) => ({ id, name, email })) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { client, actor } = await requireManagedClient(request, params.clientSlug);
  const form = await request.formData();
  const here = `/admin/clients/${client.slug}`;

  if (CONTACT_INTENTS.includes(intentOf(form))) {
    const done = await answerContactForm({ clientId: client.id, projectId: null }, actor, form);
    return typeof done === "string" ? safeRedirect(donePath(here, done)) : done;
  }
  if (intentOf(form) === "retire") {
    const asked = RetiredForm.safeParse(fieldsOf(form));
    if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
    const answer = await retireClient(database(), client.id, actor, asked.data);
    return "refused" in answer
      ? refuseCommand(form, answer)
      : safeRedirect(donePath("/admin/clients", "clientRetired"));
  }
  const edited = EditedClientForm.safeParse(fieldsOf(form));
  if (!edited.success) return refuseForm(form, problemsOf(edited.error), 400);
  const answer = await editClient(database(), client.id, actor, edited.data);
  return "refused" in answer ? refuseCommand(form, answer) : safeRedirect(donePath(here, "saved"));
}

async function requireManagedClient(request: Request, slug = "") {
  const { actor } = await requirePlatform(request, "client.manage");
  const client = await clientBySlug(database(), slug);
  if (!client) throw notFound();
  return { client, actor };
}

export default function ClientPage() {
  const { t } = useTranslation("admin");
  const { client, projects, contacts, users } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={client.name}
        qualifier={<span className="mono">{client.slug}</span>}
        actions={
          <LinkButton to={`/admin/projects/new?client=${client.slug}`} look="plain">
            {t("verbs.openProject")}
          </LinkButton>
        }
      />
      <DoneNote />
      <div className="columns-half mt-4">
        <Section title={t("entries.projects")} note={projects.length || undefined}>
          {projects.length === 0 && <EmptyState title={t("empty.projects.title")} text={t("empty.projects.text")} />}
          <ul className="record-rows">
            {projects.map(({ id, slug, name, machines }) => (
              <li key={id} className="record-line">
                <Link to={`/admin/projects/${slug}`}>{name}</Link>
                <span className="label">{t("words.machines", { count: machines })}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section
          title={t("entries.users")}
          note={users.length || undefined}
          side={<Link to={`/clients/${client.slug}/users`}>{t("verbs.manageUsers")}</Link>}
        >
          {users.length === 0 && <EmptyState title={t("empty.clientUsers.title")} text={t("empty.clientUsers.text")} />}
          <ul className="record-rows">
            {users.map(({ id, name, email }) => (
              <li key={id} className="record-line">
                <Link to={`/admin/users/${id}`}>{name}</Link>
                <span className="label">{email}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title={t("contact.section")} note={t("contact.clientNote")}>
        <Contacts contacts={contacts} />
      </Section>
      <Section title={t("client.identity")}>
        <RecordForm intent="edit" hidden={{ version: client.version }} verb={t("verbs.save")}>
          <TextField name="name" label={t("fields.clientName")} value={client.name} required />
        </RecordForm>
      </Section>
      <Section title={t("client.end")}>
        <Act
          intent="retire"
          hidden={{ version: client.version }}
          label={t("verbs.retire")}
          title={t("client.retireTitle", { name: client.name })}
          consequence={t("client.retireConsequence")}
          verb={t("client.retireVerb", { name: client.name })}
        />
      </Section>
    </>
  );
}
