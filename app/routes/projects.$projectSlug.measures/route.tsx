import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { groupPicture, partPictures } from "#app/http/group-picture.server.ts";
import { applicationGroup, projectGroup } from "#app/http/groups.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { GroupMeasures } from "#app/ui/measures/group-measures.tsx";
import { Heaviest } from "#app/ui/measures/heaviest.tsx";
import { PartsTable } from "#app/ui/measures/parts-table.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { windowQuery } from "#domain/metrics/window.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project, can } = signedIn;
  const now = new Date();
  const group = await projectGroup(project, now);
  const query = new URL(request.url).searchParams;
  const [frame, picture] = await Promise.all([
    projectFrame(signedIn),
    groupPicture(group, query, now.getTime(), project.timeZone),
  ]);
  const parts = await Promise.all(
    group.applications.map(async ({ slug, name }) => {
      const part = await applicationGroup(project, slug, now);
      return part ? [{ group: part, to: `/projects/${project.slug}/applications/${slug}`, name }] : [];
    }),
  );
  const measured = await partPictures(parts.flat(), picture.window);
  return json({ frame, picture, parts: measured, mayMark: can("mark.write") });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("measures:title")} · ${frame.project.name}`,
};

export default function ProjectMeasuresPage() {
  const { t } = useTranslation(["measures", "marks"]);
  const { frame, picture, parts, mayMark } = useLoaderData<typeof loader>();
  const { slug, name, timeZone } = frame.project;
  const home = `/projects/${slug}`;
  return (
    <StillFrame
      frame={frame}
      servedAt={picture.now}
      measuredAt={picture.measuredAt}
      crumbs={[{ text: t("measures:title") }]}
    >
      <PageHeader title={t("measures:title")} qualifier={t("measures:qualifier", { name })} />
      <GroupMeasures
        name={name}
        picture={picture}
        csv={`${home}/measures/csv`}
        ticket={`${home}/tickets/new`}
        marksSide={<Link to={`${home}/events`}>{t(mayMark ? "marks:put" : "marks:all")}</Link>}
      >
        <PartsTable
          title={t("measures:applications")}
          of={t("measures:application")}
          parts={parts}
          query={windowQuery(picture.window, timeZone)}
        />
        <Heaviest picture={picture} />
      </GroupMeasures>
    </StillFrame>
  );
}
