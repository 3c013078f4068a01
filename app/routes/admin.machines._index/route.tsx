import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FALLBACK_LOCALE, isLocale } from "#app/ui/locale.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { Filters } from "#app/ui/record/filters.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { MachineTable } from "#app/ui/record/machine-table.tsx";
import { Pages } from "#app/ui/record/pages.tsx";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { machineRegistry, machineRoleList } from "#domain/machines/registry.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { filterOf } from "./filter.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.machines"),
  crumbs: (t) => [{ text: t("admin:entries.machines") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "admin.read");
  const { filter, page } = filterOf(request);
  const projects = await projectsOf(database(), memberships);
  const [found, roles] = await Promise.all([
    machineRegistry(
      database(),
      projects.map(({ id }) => id),
      filter,
      page,
    ),
    machineRoleList(database()),
  ]);
  const clients = new Map(projects.map(({ clientId, clientName }) => [clientId, clientName]));
  const managed = projects.filter(({ id, clientId }) =>
    isAllowed(memberships, "machine.manage", { kind: "project", clientId, projectId: id }),
  );
  return json({
    ...found,
    page,
    managed: managed.map(({ slug }) => slug),
    clients: [...clients].map(([id, name]) => ({ value: String(id), text: name })),
    roles: roles.map(({ slug, nameFr, nameEn, nameEs }) => ({ slug, names: { fr: nameFr, en: nameEn, es: nameEs } })),
  });
}

export default function MachinesPage() {
  const { t, i18n } = useTranslation("admin");
  const { machines, total, pages, page, managed, clients, roles } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const locale = isLocale(i18n.language) ? i18n.language : FALLBACK_LOCALE;
  const all = { value: "", text: t("words.all") };
  const enrolments = (["none", "waiting", "enrolled"] as const).map((state) => ({
    value: state,
    text: t(`enrolment.state.${state}`),
  }));
  return (
    <>
      <PageHeader title={t("entries.machines")} qualifier={t("words.machines", { count: total })} />
      <DoneNote />
      <Filters label={t("machinesPage.filters")}>
        <TextField name="search" label={t("columns.machine")} value={search.get("search")} />
        <SelectField
          name="client"
          label={t("columns.client")}
          value={search.get("client")}
          options={[all, ...clients]}
        />
        <SelectField
          name="role"
          label={t("columns.role")}
          value={search.get("role")}
          options={[all, ...roles.map(({ slug, names }) => ({ value: slug, text: names[locale] }))]}
        />
        <SelectField
          name="enrolment"
          label={t("columns.enrolment")}
          value={search.get("enrolment")}
          options={[all, ...enrolments]}
        />
        <SelectField
          name="retired"
          label={t("columns.state")}
          value={search.get("retired")}
          options={[
            { value: "", text: t("words.active") },
            { value: "yes", text: t("words.retired") },
          ]}
        />
      </Filters>
      <MachineTable
        caption={t("entries.machines")}
        machines={machines}
        everywhere
        managed={managed}
        whenEmpty={<EmptyState title={t("empty.allMachines.title")} text={t("empty.allMachines.text")} />}
      />
      <Pages page={page} pages={pages} total={total} />
    </>
  );
}
