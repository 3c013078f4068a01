import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { groupPicture, partPictures } from "#app/http/group-picture.server.ts";
import { visibleGroup } from "#app/http/groups.server.ts";
import { requireUser } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { LiveClock } from "#app/ui/live/live-clock.tsx";
import { READ_EVERY_SECONDS } from "#app/ui/live/still-frame.tsx";
import { GroupMeasures } from "#app/ui/measures/group-measures.tsx";
import { Heaviest } from "#app/ui/measures/heaviest.tsx";
import { PartsTable } from "#app/ui/measures/parts-table.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { isAllowed } from "#domain/identity/permissions.ts";
import { windowQuery } from "#domain/metrics/window.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const now = new Date();
  const group = await visibleGroup(memberships, now);
  const picture = await groupPicture(group, new URL(request.url).searchParams, now.getTime(), group.timeZone);
  const parts = await partPictures(
    group.parts.map(({ project, ...part }) => ({
      group: part,
      to: `/projects/${project.slug}/measures`,
      name: project.name,
      note: project.clientName,
    })),
    picture.window,
  );
  return json({
    picture,
    parts,
    timeZone: group.timeZone,
    isStaff: isAllowed(memberships, "wall.read", { kind: "platform" }),
  });
}

export const handle: PageHandle = { title: (t) => t("measures:overall.title") };

export default function MeasuresPage() {
  const { t } = useTranslation("measures");
  const { picture, parts, timeZone, isStaff } = useLoaderData<typeof loader>();
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LiveClock servedAt={picture.now} offsetMs={null}>
        <Shell
          title={isStaff ? t("projects:nav.operations") : t("ui:places.projects")}
          entries={[
            { to: "/measures", text: t("ui:places.measures"), tab: "measures", end: true },
            { to: "/consumption", text: t("projects:nav.consumption") },
          ]}
          crumbs={[{ text: t("overall.title") }]}
          measuredAt={parts.length === 0 ? undefined : picture.measuredAt}
          intervalSeconds={READ_EVERY_SECONDS}
        >
          <PageHeader title={t("overall.title")} qualifier={t("overall.qualifier", { count: parts.length })} />
          {parts.length === 0 ? (
            <EmptyState title={t("projects:list.empty")} text={t("projects:list.emptyText")} />
          ) : (
            <GroupMeasures name={t("overall.name")} picture={picture} csv="/measures/csv" namesProjects>
              <PartsTable
                title={t("overall.projects")}
                of={t("overall.project")}
                parts={parts}
                query={windowQuery(picture.window, timeZone)}
              />
              <Heaviest picture={picture} namesProjects />
            </GroupMeasures>
          )}
        </Shell>
      </LiveClock>
    </TimeZoneProvider>
  );
}
