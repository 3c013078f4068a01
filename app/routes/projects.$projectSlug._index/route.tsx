import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { livePicture } from "#app/http/live-picture.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { shopThisHour } from "#app/http/storefront-picture.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { ProjectFrame } from "#app/ui/live/project-frame.tsx";
import { useLive } from "#app/ui/live/use-live.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { monthAt } from "#domain/availability/months.ts";
import { monthOfServices } from "#domain/availability/queries.server.ts";
import { standingOf } from "#domain/availability/standing.ts";
import { capacitySentence } from "#domain/capacity/queries.server.ts";
import { openIncidents } from "#domain/incidents/queries.server.ts";
import { interventionsBetween } from "#domain/interventions/queries.server.ts";
import { laneFlags, worstLane } from "#domain/machines/history.ts";
import { LOAD_SERIES } from "#domain/machines/live.ts";
import { changesSince, stateHistory } from "#domain/machines/queries.server.ts";
import { projectHome } from "#domain/projects/queries.server.ts";
import { noteVisit } from "#domain/projects/visits.server.ts";

import { Home } from "./home.tsx";

const DAY_MS = 24 * 3_600_000;
const SHOWN_CHANGES = 5;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project, user } = signedIn;
  const db = database();
  const now = new Date();
  const since = await noteVisit(db, { userId: user.id, projectId: project.id }, now);
  const month = monthAt(now.getTime(), project.timeZone);
  const [frame, facts, picture, history, changes, services, shop, incidents, works, capacity] = await Promise.all([
    projectFrame(signedIn),
    projectHome(db, project.id, now),
    livePicture(signedIn.sessionId, [{ ...project, clientName: project.client.name }], {
      now: now.getTime(),
      // Tiles are drawn tier by tier: which ones is the page's to say.
      isWhole: true,
    }),
    stateHistory(db, project.id, { from: new Date(now.getTime() - DAY_MS), to: now }),
    since ? changesSince(db, project.id, since) : [],
    monthOfServices(db, project, month, now.getTime()),
    shopThisHour(project, now.getTime()),
    openIncidents(db, project.id),
    interventionsBetween(db, [project.id], {
      ...{ from: new Date(now.getTime() - DAY_MS), to: new Date(now.getTime() + DAY_MS / 2) },
      withDrafts: false,
    }),
    capacitySentence(db, project.id, now),
  ]);
  return json({
    frame,
    facts,
    picture,
    summary: project.summary,
    standing: standingOf(services),
    shop,
    capacity,
    incidents,
    lane: worstLane(history, now.getTime()),
    works: works.filter(({ state }) => state !== "awaiting_agreement" && state !== "cancelled"),
    flags: laneFlags(history, now.getTime() - DAY_MS),
    visit: {
      since: since?.toISOString() ?? null,
      changes: changes.slice(0, SHOWN_CHANGES),
      more: Math.max(0, changes.length - SHOWN_CHANGES),
    },
  });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (_t, { frame }) => frame.project.name,
};

export default function ProjectHomePage() {
  const { t } = useTranslation("projects");
  const data = useLoaderData<typeof loader>();
  const live = useLive({
    ...data.picture,
    url: `/projects/${data.frame.project.slug}/live?series=${LOAD_SERIES.join(",")}`,
  });
  return (
    <ProjectFrame frame={data.frame} live={live} servedAt={data.picture.now} crumbs={[{ text: t("nav.home") }]}>
      <Home {...data} live={live} />
    </ProjectFrame>
  );
}
