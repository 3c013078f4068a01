import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireUser } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf, statesOf } from "#domain/machines/queries.server.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const db = database();
  const projects = await projectsOf(db, memberships);
  const ids = projects.map(({ id }) => id);
  const [machines, states] = await Promise.all([machinesOf(db, ids), statesOf(db, ids)]);
  const listed = projects.map((project) => {
    const own = machines.filter((machine) => machine.projectId === project.id && !isLocalMachine(machine));
    const found = own.map(({ id }) => states.get(id)?.state ?? "never");
    return {
      slug: project.slug,
      name: project.name,
      summary: project.summary,
      client: project.clientName,
      machines: own.length,
      state: STATE_ORDER.find((state) => found.includes(state)) ?? ("never" as const),
    };
  });
  return json({
    isStaff: isAllowed(memberships, "wall.read", { kind: "platform" }),
    projects: listed.sort((one, other) => STATE_ORDER.indexOf(one.state) - STATE_ORDER.indexOf(other.state)),
  });
}

export const handle: PageHandle = { title: (t) => t("projects:list.title") };

export default function ProjectsPage() {
  const { t } = useTranslation("projects");
  const { isStaff, projects } = useLoaderData<typeof loader>();
  const entries = [
    { to: "/projects", text: t("ui:places.projects"), count: projects.length, tab: "projects" as const, end: true },
  ];
  return (
    <Shell
      title={isStaff ? t("nav.operations") : t("ui:places.projects")}
      entries={entries}
      crumbs={[{ text: t("ui:places.projects") }]}
    >
      <PageHeader title={t("list.title")} />
      {projects.length === 0 && <EmptyState title={t("list.empty")} text={t("list.emptyText")} />}
      <ul className="rows">
        {projects.map((project) => (
          <li key={project.slug}>
            <StateWord state={project.state} />
            <div>
              <Link to={`/projects/${project.slug}`}>{project.name}</Link>{" "}
              {project.summary && <span className="dim">· {project.summary}</span>}
              <span className="label block">{project.client}</span>
            </div>
            <span className="label">{t("list.machines", { count: project.machines })}</span>
          </li>
        ))}
      </ul>
    </Shell>
  );
}
