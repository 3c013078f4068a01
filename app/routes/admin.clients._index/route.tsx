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
import { clientList } from "#domain/clients/queries.server.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.clients"),
  crumbs: (t) => [{ text: t("admin:entries.clients") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "client.manage");
  return json({ clients: await clientList(database()) });
}

export default function ClientsPage() {
  const { t } = useTranslation("admin");
  const { clients } = useLoaderData<typeof loader>();
  const columns: Column<(typeof clients)[number]>[] = [
    {
      key: "name",
      header: t("columns.client"),
      cell: ({ name, slug, retiredAt }) => (retiredAt ? name : <Link to={`/admin/clients/${slug}`}>{name}</Link>),
      sortBy: ({ name }) => name,
    },
    { key: "slug", header: t("columns.address"), cell: ({ slug }) => <span className="mono">{slug}</span> },
    {
      key: "projects",
      header: t("columns.projects"),
      numeric: true,
      cell: ({ projects }) => projects,
      sortBy: ({ projects }) => projects,
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: ({ retiredAt }) => t(retiredAt ? "words.retired" : "words.active"),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("entries.clients")}
        actions={<LinkButton to="/admin/clients/new">{t("verbs.addClient")}</LinkButton>}
      />
      <DoneNote />
      <DataTable
        caption={t("entries.clients")}
        columns={columns}
        rows={clients}
        rowKey={({ id }) => String(id)}
        whenEmpty={<EmptyState title={t("empty.clients.title")} text={t("empty.clients.text")} />}
      />
    </>
  );
}
