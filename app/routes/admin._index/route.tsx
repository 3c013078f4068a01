import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { Section } from "#app/ui/section.tsx";
import { type ExceptionRow, Exceptions, Verdict } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { pendingInvitations } from "#domain/identity/queries.server.ts";
import { machineRegistry } from "#domain/machines/registry.server.ts";
import { projectRegistry } from "#domain/projects/list.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.overview"),
  crumbs: (t) => [{ text: t("admin:entries.overview") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "admin.read");
  const projects = await projectsOf(database(), memberships);
  const ids = projects.map(({ id }) => id);
  const mayInvite = isAllowed(memberships, "user.manage", { kind: "platform" });
  const [unenrolled, waiting, registry, invitations] = await Promise.all([
    machineRegistry(database(), ids, { enrolment: "none" }),
    machineRegistry(database(), ids, { enrolment: "waiting" }),
    projectRegistry(database(), ids),
    mayInvite ? pendingInvitations(database()) : [],
  ]);
  return json({
    unenrolled: unenrolled.total,
    waiting: waiting.total,
    unmanaged: registry.filter(({ managerName }) => managerName === null).map(({ slug, name }) => ({ slug, name })),
    invitations: invitations.length,
    projects: registry.length,
    machines: registry.reduce((sum, { machines }) => sum + machines, 0),
  });
}

export default function OverviewPage() {
  const { t } = useTranslation("admin");
  const { unenrolled, waiting, unmanaged, invitations, projects, machines } = useLoaderData<typeof loader>();
  const rows: ExceptionRow[] = [
    ...(unenrolled > 0
      ? [
          row(
            "none",
            t("overview.unenrolled", { count: unenrolled }),
            "/admin/machines?enrolment=none",
            t("overview.see"),
          ),
        ]
      : []),
    ...(waiting > 0
      ? [
          row(
            "waiting",
            t("overview.waiting", { count: waiting }),
            "/admin/machines?enrolment=waiting",
            t("overview.see"),
          ),
        ]
      : []),
    ...unmanaged.map(({ slug, name }) =>
      row(slug, t("overview.unmanaged", { name }), `/admin/projects/${slug}`, t("overview.choose")),
    ),
    ...(invitations > 0
      ? [row("invitations", t("overview.invitations", { count: invitations }), "/admin/users", t("overview.see"))]
      : []),
  ];
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="hero-single">
        <Verdict state={rows.length > 0 ? "you" : "ok"}>
          {rows.length > 0 ? t("overview.verdict", { count: rows.length }) : t("overview.nothing")}
        </Verdict>
        <Exceptions rows={rows} limit={10} />
      </div>
      <Section title={t("overview.counts")}>
        <ul className="record-rows">
          <li className="record-line">
            <Link to="/admin/machines">{t("entries.machines")}</Link>
            <span className="label">{machines}</span>
          </li>
          <li className="record-line">
            <Link to="/projects">{t("ui:places.projects")}</Link>
            <span className="label">{projects}</span>
          </li>
        </ul>
      </Section>
    </>
  );

  function row(key: string, fact: string, to: string, text: string): ExceptionRow {
    return { key, state: "you", word: t("overview.word"), fact, link: { to, text } };
  }
}
