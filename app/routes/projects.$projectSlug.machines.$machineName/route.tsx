import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { chartWindow } from "#app/http/chart-window.ts";
import { machinePicture } from "#app/http/live-picture.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { ProjectFrame } from "#app/ui/live/project-frame.tsx";
import { useLive } from "#app/ui/live/use-live.ts";
import { useWatch } from "#app/ui/live/use-watch.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database, isOutage } from "#db/client.server.ts";
import { laneFlags, told, worstLane } from "#domain/machines/history.ts";
import { LOAD_SERIES } from "#domain/machines/live.ts";
import { measuredSeries } from "#domain/machines/measures.server.ts";
import { inventoryOf, machineByName, stateHistory, topProcessesOf } from "#domain/machines/queries.server.ts";
import type { Stretch } from "#domain/metrics/series.server.ts";
import { maxPointsOf } from "#domain/metrics/window.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";

import { LANE_MS, MachinePage, USUAL_RANGE } from "./machine-page.tsx";
import { received, type SentSeries, sent } from "./series.ts";
import { useSeries } from "./use-series.ts";
import { type ViewName, viewName, viewsOf, wantedKeys } from "./views.ts";

const MINUTE = 60_000;
const SHOWN_CHANGES = 8;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project, can } = signedIn;
  const db = database();
  const machine = await machineByName(db, project.id, params.machineName ?? "");
  if (!machine) throw notFound();

  const query = new URL(request.url).searchParams;
  const now = new Date();
  const picture = await machinePicture(signedIn.sessionId, project, machine);
  const keys = Object.keys(picture.sample?.values ?? {});
  const clock = { now: now.getTime(), timeZone: project.timeZone };
  const { window, compared, refused } = chartWindow(query, clock, USUAL_RANGE);
  const view = viewName(query.get("view"));
  const wanted = wantedKeys(view, keys);
  const steps = { maxPoints: maxPointsOf(window), timeZone: project.timeZone };
  const from = Math.min(now.getTime() - LANE_MS, window.from);
  const [frame, inventory, processes, history, entries, series, before] = await Promise.all([
    projectFrame(signedIn),
    inventoryOf(db, project.id, machine.id),
    can("machine.processes") ? topProcessesOf(db, project.id, machine.id) : undefined,
    stateHistory(db, project.id, { from: new Date(from), to: now, machineId: machine.id }),
    timelineBetween(db, { projectIds: [project.id], machineIds: [machine.id] }, new Date(from), now),
    readSeries(machine.sourceId, wanted, { ...window, ...steps }),
    compared ? readSeries(machine.sourceId, wanted, { ...compared, ...steps }) : null,
  ]);
  const changes = told(history);
  return json({
    frame,
    picture: { ...picture, now: now.getTime(), samples: picture.sample ? [picture.sample] : [] },
    machine: { ...machine, consoleUrl: can("machine.manage") ? machine.consoleUrl : null },
    inventory: inventory ?? null,
    processes: processes ?? null,
    seesProcesses: can("machine.processes"),
    lane: worstLane(history, now.getTime()),
    flags: laneFlags(history, from),
    changes: changes
      .filter(({ at }) => at.getTime() > now.getTime() - LANE_MS)
      .slice(-SHOWN_CHANGES)
      .reverse(),
    entries,
    window,
    compared,
    refused,
    view,
    views: viewsOf(keys),
    keys,
    stepMs: series?.[0]?.stepMs ?? MINUTE,
    series: series && sentSeries(wanted, series),
    before: before && sentSeries(wanted, before),
  });
}

export const handle: PageHandle<{ machine: { name: string }; frame: { project: { name: string } } }> = {
  title: (_t, { machine, frame }) => `${machine.name} · ${frame.project.name}`,
};

export default function MachineRoute() {
  const { t } = useTranslation("machines");
  const data = useLoaderData<typeof loader>();
  const { frame, picture, machine } = data;
  const address = `/projects/${frame.project.slug}/machines/${machine.name}`;
  const { window, stepMs } = data;
  const { points, take } = useSeries(data.series, {
    stepMs,
    spanMs: window.to - window.from,
    timeZone: frame.project.timeZone,
    isLive: window.range !== "dates",
  });
  const before = useMemo(
    () => data.before && new Map(data.before.map((series) => [series.key, received(series)])),
    [data.before],
  );
  const live = useLive({
    ...picture,
    url: `/projects/${frame.project.slug}/live?machine=${machine.name}&series=${streamed(data.keys, data.view)}`,
    onSample: take,
  });
  useWatch(machine.sourceId === null ? null : `${address}/watch`);
  return (
    <ProjectFrame
      frame={frame}
      live={live}
      servedAt={picture.now}
      machine={machine.name}
      crumbs={[
        { text: t("list.title"), to: `/projects/${frame.project.slug}/machines` },
        { text: machine.name, mono: true },
      ]}
    >
      <MachinePage
        {...data}
        {...{ address, live, before }}
        // Curves that were there stay where new ones could not be read.
        points={data.series || points.size > 0 ? points : null}
      />
    </ProjectFrame>
  );
}

/** Null where the store could not be read: the rest of the page is still worth showing. */
async function readSeries(sourceId: number | null, names: readonly string[], stretch: Stretch) {
  if (sourceId === null || names.length === 0) return [];
  try {
    return await measuredSeries(sourceId, { ...stretch, names });
  } catch (error) {
    if (isOutage(error)) throw error;
    console.error("the series of a machine could not be read", error);
    return null;
  }
}

function sentSeries(keys: readonly string[], ranges: Awaited<ReturnType<typeof measuredSeries>>): SentSeries[] {
  const measured = new Map(ranges.map(({ key, points }) => [key, points]));
  return keys.map((key) => sent(key, measured.get(key) ?? []));
}

/** Names take all their labels: the address stays short, and a disk that appears is told too. */
function streamed(keys: readonly string[], view: ViewName): string {
  const names = wantedKeys(view, keys).map((key) => key.replace(/\{.*$/s, ""));
  return [...new Set([...LOAD_SERIES, ...ALWAYS, ...names])].join(",");
}

const ALWAYS = ["memory_used_bytes", "memory_total_bytes", "filesystem_used_bytes", "filesystem_size_bytes"];
