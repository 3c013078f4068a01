import type { LiveSample } from "#collector/protocol/feed.ts";
import { databaseHandle } from "#db/client.server.ts";
import { machinesInWork } from "#domain/interventions/queries.server.ts";
import type { StateNow } from "#domain/machines/history.ts";
import { isLocalMachine, LOAD_SERIES, type ShownMachine, type StreamSample } from "#domain/machines/live.ts";
import { latestSamples, recentLoads } from "#domain/machines/measures.server.ts";
import { type Machine, machinesOf, statesOf } from "#domain/machines/queries.server.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";
import type { Project } from "#domain/projects/queries.server.ts";

import { liveFeed } from "./feed.server.ts";
import { pickSeries } from "./live-events.server.ts";
import { streamKey } from "./live-stream.server.ts";

/** What a page of machines needs for its first picture and for its stream. */
export interface LivePicture {
  /** Names the browser's shared worker. */
  readonly session: string;
  /** Server's clock, epoch milliseconds. */
  readonly now: number;
  readonly machines: readonly ShownMachine[];
  readonly samples: readonly StreamSample[];
  readonly status: ReturnType<typeof feedStatus>;
}

/** Of a page of more machines than this, only so many have their last hour, the worst first: the others are folded. */
export const MOST_RECENT = 120;

/** Whether an address asks for other machines than the first of the list: any of them may be drawn then. */
export function choosesMachines(request: Request): boolean {
  return [...new URL(request.url).searchParams.keys()].some((name) => name !== "_data");
}

type PicturedProject = Pick<Project, "id" | "slug" | "name" | "clientName">;

/** The machines in use of these projects with all that is known of them now. `isWhole`: the last hour of every one of them. */
export async function livePicture(
  sessionId: string,
  projects: readonly PicturedProject[],
  { now = Date.now(), isWhole = false }: { readonly now?: number; readonly isWhole?: boolean } = {},
): Promise<LivePicture> {
  const { db } = databaseHandle();
  const ids = projects.map((project) => project.id);
  const [machines, states, works] = await Promise.all([
    machinesOf(db, ids),
    statesOf(db, ids),
    machinesInWork(db, ids),
  ]);
  const inWork = new Map(works.map(({ machineId, title }) => [machineId, title]));
  const sourceIds = machines.flatMap((machine) => machine.sourceId ?? []);
  const drawn = isWhole ? sourceIds : worstFirst(machines, states).slice(0, MOST_RECENT);
  const [samples, recent] = await Promise.all([newestSamples(sourceIds), recentLoads(drawn, now)]);
  const projectOf = new Map(projects.map((project) => [project.id, project]));

  const shown = machines.flatMap((machine): { machine: ShownMachine; sample: StreamSample[] }[] => {
    const project = projectOf.get(machine.projectId);
    if (!project) return [];
    const state = states.get(machine.id);
    const sample = machine.sourceId === null ? undefined : samples.get(machine.sourceId);
    return [
      {
        machine: {
          ...factsOf(machine, project),
          inWork: inWork.get(machine.id) ?? null,
          recorded: recordedState(state),
          recent: (machine.sourceId !== null && recent.get(machine.sourceId)) || null,
        },
        sample: sample ? [streamSample(project.slug, machine.name, sample, LOAD_SERIES)] : [],
      },
    ];
  });
  return {
    session: streamKey(sessionId),
    now,
    machines: shown.map(({ machine }) => machine),
    samples: shown.flatMap(({ sample }) => sample),
    status: feedStatus(),
  };
}

/** What the page of one machine begins with: its newest sample whole, and its state. */
export async function machinePicture(
  sessionId: string,
  project: { readonly id: number; readonly slug: string },
  machine: Machine,
) {
  const samples = await newestSamples(machine.sourceId === null ? [] : [machine.sourceId]);
  const sample = machine.sourceId === null ? undefined : samples.get(machine.sourceId);
  const { db } = databaseHandle();
  const [states, works] = await Promise.all([statesOf(db, [project.id]), machinesInWork(db, [project.id])]);
  const state = states.get(machine.id);
  return {
    session: streamKey(sessionId),
    status: feedStatus(),
    sample: sample ? streamSample(project.slug, machine.name, sample) : null,
    recorded: recordedState(state),
    inWork: works.find(({ machineId }) => machineId === machine.id) ?? null,
  };
}

/** A sample as the stream tells it, with the series of these names; all of them without names. */
export function streamSample(
  project: string,
  machine: string,
  { at, receivedAt, intervalSeconds, values }: LiveSample,
  series?: readonly string[],
): StreamSample {
  return { project, machine, at, receivedAt, intervalSeconds, values: series ? pickSeries(values, series) : values };
}

/** The newest sample of each source: from the feed, and where it knows none, from the store. */
export async function newestSamples(sourceIds: readonly number[]): Promise<Map<number, LiveSample>> {
  const feed = liveFeed();
  const known = sourceIds.flatMap((id) => feed.latest(id) ?? []);
  const unknown = sourceIds.filter((id) => !feed.latest(id));
  const stored = unknown.length > 0 ? await latestSamples(unknown) : [];
  return new Map([...known, ...stored].map((sample) => [sample.sourceId, sample]));
}

/** The feed's status in the words of the stream. */
export function feedStatus() {
  const status = liveFeed().status();
  return status.up
    ? ({ feed: "up", listeningSince: status.listeningSince } as const)
    : ({ feed: "down", since: status.since } as const);
}

/** Sources by the recorded state of their machines, then in the order given, which is that of pages. */
function worstFirst(machines: readonly Machine[], states: ReadonlyMap<number, StateNow>): number[] {
  const rank = ({ id }: Machine) => STATE_ORDER.indexOf(states.get(id)?.state ?? "never");
  return [...machines].sort((one, other) => rank(one) - rank(other)).flatMap(({ sourceId }) => sourceId ?? []);
}

function recordedState(state: StateNow | undefined): ShownMachine["recorded"] {
  return state ? { state: state.state, finding: state.finding, since: state.since.toISOString() } : null;
}

function factsOf(machine: Machine, project: PicturedProject): Omit<ShownMachine, "recorded" | "recent" | "inWork"> {
  const { name, position, role, application, simulated } = machine;
  return {
    project: project.slug,
    projectName: project.name,
    client: project.clientName,
    name,
    position,
    role,
    application,
    contractedBandwidthBits: machine.contract.bandwidthBits,
    simulated,
    isLocal: isLocalMachine(machine),
  };
}
