import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { Section } from "#app/ui/section.tsx";
import { Exceptions, Verdict } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { clientList, provider } from "#domain/clients/queries.server.ts";
import { type Action, isAllowed } from "#domain/identity/permissions.ts";
import { allUsers, pendingInvitations } from "#domain/identity/queries.server.ts";
import { machineRegistry } from "#domain/machines/registry.server.ts";
import { projectRegistry } from "#domain/projects/list.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { waitingRows } from "./waiting.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.overview"),
  crumbs: (t) => [{ text: t("admin:entries.overview") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "admin.read");
  const db = database();
  const may = (action: Action) => isAllowed(memberships, action, { kind: "platform" });
  const projects = await projectsOf(db, memberships);
  const ids = projects.map(({ id }) => id);
  const [unenrolled, waiting, registry, invitations, clients, users, { emergencyTelephone }] = await Promise.all([
    machineRegistry(db, ids, { enrolment: "none" }),
    machineRegistry(db, ids, { enrolment: "waiting" }),
    projectRegistry(db, ids),
    may("user.manage") ? pendingInvitations(db) : [],
    may("client.manage") ? clientList(db) : null,
    may("user.manage") ? allUsers(db) : null,
    provider(db),
  ]);
  const living = clients?.filter(({ retiredAt }) => retiredAt === null).length ?? null;
  const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });
  return json({
    unenrolled: unenrolled.total,
    waiting: waiting.total,
    invitations: invitations.length,
    unmanaged: registry.filter(({ managerName }) => managerName === null).map(named),
    withoutMachines: registry.filter(({ machines }) => machines === 0).map(named),
    lacks: {
      client: living === 0,
      project: living !== null && living > 0 && registry.length === 0,
      emergencyTelephone: may("provider.manage") && !emergencyTelephone,
    },
    counts: {
      clients: living,
      projects: registry.length,
      machines: registry.reduce((sum, { machines }) => sum + machines, 0),
      users: users?.length ?? null,
    },
  });
}

export default function OverviewPage() {
  const { t } = useTranslation("admin");
  const { counts, ...waiting } = useLoaderData<typeof loader>();
  const rows = waitingRows(t, waiting);
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="hero-single">
        <Verdict state={rows.length > 0 ? "you" : "ok"}>
          {rows.length > 0 ? t("overview.verdict", { count: rows.length }) : t("overview.nothing")}
        </Verdict>
        <div className="max-w-[860px]">
          <Exceptions rows={rows} limit={10} />
        </div>
      </div>
      <Section title={t("overview.counts")}>
        <ul className="record-rows max-w-[340px]">
          {(["clients", "projects", "machines", "users"] as const).map(
            (key) =>
              counts[key] !== null && (
                <li key={key} className="record-line">
                  <Link to={`/admin/${key}`}>{t(`entries.${key}`)}</Link>
                  <span className="tabular-nums">{counts[key]}</span>
                </li>
              ),
          )}
        </ul>
      </Section>
    </>
  );
}
