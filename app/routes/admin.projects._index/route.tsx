import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { projectRegistry } from "#domain/projects/list.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.projects"),
  crumbs: (t) => [{ text: t("admin:entries.projects") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "project.manage");
  const visible = await projectsOf(database(), memberships);
  const managed = visible.filter(({ id, clientId }) =>
    isAllowed(memberships, "project.manage", { kind: "project", clientId, projectId: id }),
  );
  const projects = await projectRegistry(
    database(),
    managed.map(({ id }) => id),
  );
  return json({ projects, mayOpen: isAllowed(memberships, "client.manage", { kind: "platform" }) });
}

export default function ProjectsPage() {
  const { t } = useTranslation("admin");
  const { projects, mayOpen } = useLoaderData<typeof loader>();
  const columns: Column<(typeof projects)[number]>[] = [
    {
      key: "name",
      header: t("columns.project"),
      cell: ({ name, slug }) => <Link to={`/admin/projects/${slug}`}>{name}</Link>,
      sortBy: ({ name }) => name,
    },
    {
      key: "client",
      header: t("columns.client"),
      cell: ({ clientName }) => clientName,
      sortBy: (row) => row.clientName,
    },
    {
      key: "manager",
      header: t("fields.projectManager"),
      cell: ({ managerName }) => managerName ?? t("words.nobody"),
      sortBy: ({ managerName }) => managerName,
    },
    { key: "deputy", header: t("fields.deputyManager"), cell: ({ deputyName }) => deputyName ?? t("words.nobody") },
    {
      key: "machines",
      header: t("entries.machines"),
      numeric: true,
      cell: ({ machines }) => machines,
      sortBy: ({ machines }) => machines,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("entries.projects")}
        actions={mayOpen && <LinkButton to="/admin/projects/new">{t("verbs.openProject")}</LinkButton>}
      />
      <DoneNote />
      <DataTable
        caption={t("entries.projects")}
        columns={columns}
        rows={projects}
        rowKey={({ id }) => String(id)}
        whenEmpty={
          <EmptyState
            title={t("empty.allProjects.title")}
            text={t(mayOpen ? "empty.allProjects.text" : "empty.allProjects.textManager")}
          />
        }
      />
    </>
  );
}
