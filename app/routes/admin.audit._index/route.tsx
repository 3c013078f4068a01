import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { AUDIT_TIME_ZONE, auditFilterOf } from "#app/http/audit-filter.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { Filters } from "#app/ui/record/filters.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { Pages } from "#app/ui/record/pages.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { auditActions, auditTrail } from "#domain/audit/queries.server.ts";
import { clientList } from "#domain/clients/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { Trail } from "./trail.tsx";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.audit"),
  crumbs: (t) => [{ text: t("admin:entries.audit") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "audit.read");
  const { filter, page } = auditFilterOf(request);
  const [trail, actions, clients, projects] = await Promise.all([
    auditTrail(database(), filter, page),
    auditActions(database()),
    clientList(database()),
    projectsOf(database(), memberships),
  ]);
  return json({
    ...trail,
    page,
    actions,
    clients: clients.map(({ id, name }) => ({ value: String(id), text: name })),
    projects: projects.map(({ id, name }) => ({ value: String(id), text: name })),
  });
}

export default function AuditPage() {
  const { t } = useTranslation("admin");
  const { entries, total, pages, page, actions, clients, projects } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { search: query } = useLocation();
  const all = { value: "", text: t("words.all") };
  return (
    <TimeZoneProvider timeZone={AUDIT_TIME_ZONE}>
      <PageHeader
        title={t("entries.audit")}
        qualifier={t("audit.entries", { count: total })}
        actions={
          <a className="button button-plain" href={`/admin/audit.csv${query}`} download>
            {t("audit.export")}
          </a>
        }
      />
      <Filters label={t("audit.filters")}>
        <TextField name="who" label={t("columns.who")} value={search.get("who")} />
        <SelectField
          name="action"
          label={t("columns.what")}
          value={search.get("action")}
          options={[all, ...actions.map((action) => ({ value: action, text: t(`audit.actions.${action}`, action) }))]}
        />
        <TextField name="subject" label={t("columns.onWhat")} value={search.get("subject")} />
        <SelectField
          name="client"
          label={t("columns.client")}
          value={search.get("client")}
          options={[all, ...clients]}
        />
        <SelectField
          name="project"
          label={t("columns.project")}
          value={search.get("project")}
          options={[all, ...projects]}
        />
        <TextField name="from" type="date" label={t("columns.from")} value={search.get("from")} />
        <TextField name="to" type="date" label={t("columns.to")} value={search.get("to")} />
      </Filters>
      <Trail entries={entries} />
      <Pages page={page} pages={pages} total={total} />
    </TimeZoneProvider>
  );
}
