import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireUser } from "#app/http/require.server.ts";
import { volumeText } from "#app/ui/consumption/words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { LiveClock } from "#app/ui/live/live-clock.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { projectUses } from "#domain/consumption/overall.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const now = Date.now();
  const projects = await projectsOf(database(), memberships);
  const uses = await projectUses(database(), projects, now);
  const named = new Map(projects.map(({ id, slug, name, clientName }) => [id, { slug, name, clientName }]));
  return json({
    now,
    isStaff: isAllowed(memberships, "wall.read", { kind: "platform" }),
    rows: uses.flatMap(({ projectId, ...use }) => {
      const project = named.get(projectId);
      return project ? [{ ...project, ...use }] : [];
    }),
  });
}

export const handle: PageHandle = { title: (t) => t("consumption:overall.title") };

/** The month of every project that one sees, each against its quota. */
export default function OverallConsumptionPage() {
  const { t } = useTranslation(["consumption", "ui"]);
  const { now, isStaff, rows } = useLoaderData<typeof loader>();
  return (
    <LiveClock servedAt={now} offsetMs={null}>
      <Shell
        title={isStaff ? t("projects:nav.operations") : t("ui:places.projects")}
        entries={[
          { to: "/measures", text: t("ui:places.measures"), tab: "measures" },
          { to: "/consumption", text: t("consumption:overall.title"), end: true },
        ]}
        crumbs={[{ text: t("consumption:overall.title") }]}
      >
        <PageHeader
          title={t("consumption:overall.title")}
          qualifier={t("consumption:overall.qualifier", { count: rows.length })}
        />
        {rows.length === 0 ? (
          <EmptyState title={t("projects:list.empty")} text={t("projects:list.emptyText")} />
        ) : (
          <Section title={t("consumption:overall.projects")} note={t("consumption:overall.note")}>
            <Projects rows={rows} />
          </Section>
        )}
      </Shell>
    </LiveClock>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function Projects({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation("consumption");
  const columns = ["verdict.label", "overall.end", "overall.share", "overall.p95"] as const;
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">{t("overall.project")}</th>
          {columns.map((key) => (
            <th key={key} scope="col" className="numeric">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ProjectRow key={row.slug} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ProjectRow({ row: { slug, name, clientName, volume, rule, p95, quota, projection } }: { row: Row }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const willPass = quota !== null && (quota.passedAt !== null || (quota.passing?.likely ?? null) !== null);
  const share = quota && format.percent(quota.used / quota.bytes);
  return (
    <tr>
      <th scope="row">
        <Link to={`/projects/${slug}/consumption`}>{name}</Link>{" "}
        <small className="text-ink3">
          {clientName} · {t(`rules.${rule}`)}
        </small>
      </th>
      <td className="numeric" data-label={t("verdict.label")}>
        {volume === null ? "–" : volumeText(format, volume)}
      </td>
      <td className="numeric" data-label={t("overall.end")}>
        {projection ? volumeText(format, projection.likely) : "–"}
      </td>
      <td className="numeric" data-label={t("overall.share")}>
        {willPass ? <StateWord state={quota.passedAt === null ? "warn" : "crit"} word={share ?? ""} /> : (share ?? "–")}
      </td>
      <td className="numeric" data-label={t("overall.p95")}>
        {p95 === null ? "–" : format.bitsPerSecond(p95)}
      </td>
    </tr>
  );
}
