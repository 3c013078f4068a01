import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { chartWindow } from "#app/http/chart-window.ts";
import { machinePicture } from "#app/http/live-picture.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { ProjectFrame } from "#app/ui/live/project-frame.tsx";
import { useLive } from "#app/ui/live/use-live.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { LOAD_SERIES } from "#domain/machines/live.ts";
import { measuredSeries } from "#domain/machines/measures.server.ts";
import { machineByName } from "#domain/machines/queries.server.ts";
import { type OtherSeries, otherSeries } from "#domain/metrics/other-series.server.ts";
import { maxPointsOf, type TimeWindow } from "#domain/metrics/window.ts";

import { OtherMeasures } from "./other-measures.tsx";

const MINUTE = 60_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project } = signedIn;
  const machine = await machineByName(database(), project.id, params.machineName ?? "");
  if (!machine) throw notFound();

  const query = new URL(request.url).searchParams;
  const now = Date.now();
  const picture = await machinePicture(signedIn.sessionId, project, machine);
  const { window, compared, refused } = chartWindow(query, { now, timeZone: project.timeZone }, "1h");
  const [frame, others] = await Promise.all([
    projectFrame(signedIn),
    machine.sourceId === null ? [] : otherSeries(machine.sourceId, now),
  ]);
  const chosen = others.find(({ key }) => key === query.get("series")) ?? others[0];
  return json({
    frame,
    picture: { ...picture, now, samples: picture.sample ? [picture.sample] : [] },
    machine: { name: machine.name },
    window,
    compared,
    refused,
    series: others.map(({ key, kind, at, value }) => ({ key, kind, at, value })),
    chosen: chosen ? await curveOf(chosen, window, project.timeZone) : null,
    before: chosen && compared ? await curveOf(chosen, { range: "dates", ...compared }, project.timeZone) : null,
  });
}

export const handle: PageHandle<{ machine: { name: string }; frame: { project: { name: string } } }> = {
  title: (t, { machine, frame }) => `${t("machines:other.title")} · ${machine.name} · ${frame.project.name}`,
};

export default function OtherMeasuresRoute() {
  const { t } = useTranslation("machines");
  const data = useLoaderData<typeof loader>();
  const { frame, picture, machine } = data;
  const list = `/projects/${frame.project.slug}/machines`;
  const live = useLive({
    ...picture,
    url: `/projects/${frame.project.slug}/live?machine=${machine.name}&series=${LOAD_SERIES.join(",")}`,
  });
  return (
    <ProjectFrame
      frame={frame}
      live={live}
      servedAt={picture.now}
      machine={machine.name}
      crumbs={[
        { text: t("list.title"), to: list },
        { text: machine.name, to: `${list}/${machine.name}`, mono: true },
        { text: t("other.title") },
      ]}
    >
      <OtherMeasures {...data} address={`${list}/${machine.name}`} now={picture.now} />
    </ProjectFrame>
  );
}

/** The curve of one series in the window; of a counter its increase per second. */
async function curveOf({ key, kind, storedId }: OtherSeries, window: TimeWindow, timeZone: string) {
  const { from, to } = window;
  const question = { names: [key], from, to, maxPoints: maxPointsOf(window), timeZone };
  const series = (await measuredSeries(storedId, question)).find((one) => one.key === key);
  return { key, kind, stepMs: series?.stepMs ?? MINUTE, points: series?.points ?? [] };
}
