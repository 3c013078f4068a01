import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { machinePicture } from "#app/http/live-picture.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { ProjectFrame } from "#app/ui/live/project-frame.tsx";
import { useLive } from "#app/ui/live/use-live.ts";
import { useWatch } from "#app/ui/live/use-watch.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { laneFlags, told, worstLane } from "#domain/machines/history.ts";
import { LOAD_SERIES } from "#domain/machines/live.ts";
import { measuredSeries } from "#domain/machines/measures.server.ts";
import { inventoryOf, machineByName, stateHistory, topProcessesOf } from "#domain/machines/queries.server.ts";

import { MachinePage } from "./machine-page.tsx";
import { RANGES, rangeName } from "./ranges.ts";
import { sent } from "./series.ts";
import { useSeries } from "./use-series.ts";
import { coreKeys, rowsOf, viewName, viewsOf } from "./views.ts";

const LANE_MS = 30 * 24 * 3_600_000;
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
  const range = rangeName(query.get("range"));
  const view = viewName(query.get("view"));
  const wanted = wantedKeys(view, keys);
  const { spanMs, stepMs } = RANGES[range];
  const from = now.getTime() - spanMs;
  const [frame, inventory, processes, history, series] = await Promise.all([
    projectFrame(signedIn),
    inventoryOf(db, project.id, machine.id),
    can("machine.processes") ? topProcessesOf(db, project.id, machine.id) : undefined,
    stateHistory(db, project.id, { from: new Date(now.getTime() - LANE_MS), to: now, machineId: machine.id }),
    machine.sourceId === null || wanted.length === 0
      ? []
      : measuredSeries(machine.sourceId, { names: wanted, from, to: now.getTime(), maxPoints: spanMs / stepMs }),
  ]);
  const measured = new Map(series.map(({ key, points }) => [key, points]));
  return json({
    frame,
    picture: { ...picture, now: now.getTime(), samples: picture.sample ? [picture.sample] : [] },
    machine: { ...machine, consoleUrl: can("machine.manage") ? machine.consoleUrl : null },
    inventory: inventory ?? null,
    processes: processes ?? null,
    seesProcesses: can("machine.processes"),
    lane: worstLane(history, now.getTime()),
    flags: laneFlags(history, now.getTime() - LANE_MS),
    changes: told(history)
      .filter(({ at }) => at.getTime() > now.getTime() - LANE_MS)
      .slice(-SHOWN_CHANGES)
      .reverse(),
    range,
    view,
    views: viewsOf(keys),
    keys,
    series: wanted.map((key) => sent(key, measured.get(key) ?? [])),
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
  const { points, take } = useSeries(data.series, RANGES[data.range]);
  const live = useLive({
    ...picture,
    url: `/projects/${frame.project.slug}/live?machine=${machine.name}&series=${streamed(data.series)}`,
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
      <MachinePage {...data} live={live} points={points} />
    </ProjectFrame>
  );
}

/** The series of a view's charts, and of the table below them. */
function wantedKeys(view: ReturnType<typeof viewName>, keys: readonly string[]): string[] {
  const rows = rowsOf(view, keys);
  const charted = rows.flatMap((row) => [...row.keys, ...(row.comparison ?? [])]);
  const wanted = new Set([...charted, ...(view === "cpu" ? coreKeys(keys) : [])]);
  return keys.filter((key) => wanted.has(key));
}

/** Names take all their labels: the address stays short, and a disk that appears is told too. */
function streamed(series: readonly { readonly key: string }[]): string {
  const names = series.map(({ key }) => key.replace(/\{.*$/s, ""));
  return [...new Set([...LOAD_SERIES, ...ALWAYS, ...names])].join(",");
}

const ALWAYS = ["memory_used_bytes", "memory_total_bytes", "filesystem_used_bytes", "filesystem_size_bytes"];
