import type { RecentLoad } from "./recent-load.ts";
import { type Finding, type MachineState, type MachineStateName, machineState } from "./state.ts";

/** What a live stream tells of a machine. */
export interface StreamSample {
  readonly project: string;
  readonly machine: string;
  /** Epoch milliseconds of the agent's clock. */
  readonly at: number;
  /** Epoch milliseconds of the server's clock: ages count from it. */
  readonly receivedAt: number;
  readonly intervalSeconds: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/**
 * `connecting` until the first word of the server; `up`; `down`: the server itself hears no machine; `lost`: the
 * browser does not reach the server; `refused`: signed out or no longer allowed, and nothing will come any more.
 */
export type LiveStatus =
  | { readonly feed: "connecting" | "refused" }
  /** Since when the server listens to machines: it knows of no silence before. */
  | { readonly feed: "up"; readonly listeningSince: number }
  | { readonly feed: "down" | "lost"; readonly since: number };

/** One name for one machine of one project. */
export function liveKey(of: { readonly project: string; readonly machine: string }): string {
  return `${of.project}/${of.machine}`;
}

/** Contracted for one machine; null where nothing is. GHz, bytes, bits a second. */
export interface Contract {
  readonly cpuGhz: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
  readonly bandwidthBits: number | null;
}

export interface MachineRole {
  readonly slug: string;
  readonly names: Readonly<Record<"fr" | "en" | "es", string>>;
  /** The way a visit travels: balancers first. */
  readonly tierOrder: number;
}

/** A machine as pages show it: what does not change while one watches. */
export interface ShownMachine {
  readonly project: string;
  readonly projectName: string;
  readonly client: string;
  readonly name: string;
  readonly position: string;
  readonly role: MachineRole;
  readonly application: { readonly slug: string; readonly name: string } | null;
  readonly contractedBandwidthBits: number | null;
  readonly simulated: boolean;
  /** This very machine, on which Timonerie runs: drawn apart, part of no tier. */
  readonly isLocal: boolean;
  /** The state that the collector recorded last, and since when (ISO). */
  readonly recorded: (MachineState & { readonly since: string }) | null;
  /** Title of the intervention that is carried out on it now; its states are recorded all the same. */
  readonly inWork?: string | null;
  /** Null where a page of very many machines does not draw this one at first. */
  readonly recent: RecentLoad | null;
}

/** The real agent of the machine on which Timonerie itself runs is enrolled under this name. */
export const LOCAL_MACHINE = "local";

export function isLocalMachine({ name, simulated }: { readonly name: string; readonly simulated: boolean }): boolean {
  return name === LOCAL_MACHINE && !simulated;
}

export interface MachineNow extends MachineState {
  readonly sample: StreamSample | undefined;
  /** Since when it is in this state, epoch milliseconds; null when unknown. */
  readonly since: number | null;
}

/**
 * The state of a machine at an instant of the server's clock. While nothing arrives here, through no fault of
 * the machine, time stands still for it: it is not called silent because we are deaf.
 */
export function machineNow(
  machine: Pick<ShownMachine, "contractedBandwidthBits" | "recorded">,
  sample: StreamSample | undefined,
  clock: { readonly now: number; readonly status: LiveStatus },
): MachineNow {
  const { status } = clock;
  const heardUntil = status.feed === "down" || status.feed === "lost" ? Math.min(clock.now, status.since) : clock.now;
  const recorded = machine.recorded;
  const state = machineState({
    sample: sample ?? null,
    now: heardUntil,
    contract: machine,
    recorded,
    lastSeenAt: lastHeard(recorded),
    listeningSince: status.feed === "up" ? status.listeningSince : 0,
  });
  const since = recorded && recorded.state === state.state ? Date.parse(recorded.since) : null;
  return { ...state, sample, since: state.finding?.kind === "silent" ? state.finding.since : since };
}

/** Counts of machines by state. */
export function countStates(states: readonly { readonly state: MachineStateName }[]): Record<MachineStateName, number> {
  const counts = { crit: 0, warn: 0, mute: 0, never: 0, ok: 0 };
  for (const { state } of states) counts[state] += 1;
  return counts;
}

/** The series that tiles and tables read; the filter of their streams. */
export const LOAD_SERIES = [
  "cpu_used_ratio",
  "memory_used_ratio",
  "filesystem_used_ratio",
  "filesystem_inodes_used_ratio",
  "network_received_bytes_per_second",
  "network_sent_bytes_per_second",
] as const;

/** Which row of a tile a finding speaks of. */
export function rowOf(finding: Finding | null): "cpu" | "memory" | "disk" | "bandwidth" | null {
  if (!finding || finding.kind === "silent") return null;
  return finding.kind === "inodes" ? "disk" : finding.kind;
}

function lastHeard(recorded: MachineState | null): number | null {
  return recorded?.finding?.kind === "silent" ? recorded.finding.since : null;
}
