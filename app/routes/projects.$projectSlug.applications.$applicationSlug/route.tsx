import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { groupPicture } from "#app/http/group-picture.server.ts";
import { applicationGroup } from "#app/http/groups.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { GroupMeasures } from "#app/ui/measures/group-measures.tsx";
import { Heaviest } from "#app/ui/measures/heaviest.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project, can } = signedIn;
  const now = new Date();
  const group = await applicationGroup(project, params.applicationSlug, now);
  if (!group) throw notFound();

  const query = new URL(request.url).searchParams;
  const [frame, picture] = await Promise.all([
    projectFrame(signedIn),
    groupPicture(group, query, now.getTime(), project.timeZone),
  ]);
  const { slug, name } = group.application;
  return json({ frame, picture, application: { slug, name }, mayMark: can("mark.write") });
}

export const handle: PageHandle<{ application: { name: string }; frame: { project: { name: string } } }> = {
  title: (_t, { application, frame }) => `${application.name} · ${frame.project.name}`,
};

export default function ApplicationPage() {
  const { t } = useTranslation(["measures", "marks"]);
  const { frame, picture, application, mayMark } = useLoaderData<typeof loader>();
  const { slug, name } = frame.project;
  const home = `/projects/${slug}`;
  return (
    <StillFrame
      frame={frame}
      servedAt={picture.now}
      measuredAt={picture.measuredAt}
      crumbs={[{ text: t("measures:title"), to: `${home}/measures` }, { text: application.name }]}
    >
      <PageHeader title={application.name} qualifier={t("measures:applicationOf", { name })} />
      <GroupMeasures
        name={application.name}
        picture={picture}
        csv={`${home}/applications/${application.slug}/csv`}
        ticket={`${home}/tickets/new`}
        marksSide={<Link to={`${home}/events`}>{t(mayMark ? "marks:put" : "marks:all")}</Link>}
      >
        <Heaviest picture={picture} />
      </GroupMeasures>
    </StillFrame>
  );
}
