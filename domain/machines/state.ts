import type { LiveSample } from "#collector/protocol/feed.ts";

import { machineLoad, mountRatios } from "./load.ts";

/** Worst first. A silent machine stands below a sick one: of the sick one we know that it needs somebody. */
export const STATE_ORDER = ["crit", "warn", "mute", "never", "ok"] as const;
export type MachineStateName = (typeof STATE_ORDER)[number];

/** What decided the state, with its figures. Never text: pages and mails put it in words, in their language. */
export type Finding =
  /** Epoch milliseconds of the collector's clock: when the machine was last heard. */
  | { readonly kind: "silent"; readonly since: number }
  | { readonly kind: "disk"; readonly mount: string; readonly ratio: number }
  | { readonly kind: "inodes"; readonly mount: string; readonly ratio: number }
  | { readonly kind: "memory"; readonly ratio: number }
  /** Average of five minutes. */
  | { readonly kind: "cpu"; readonly ratio: number }
  /** Of the contracted bandwidth. */
  | { readonly kind: "bandwidth"; readonly ratio: number };

export interface MachineState {
  readonly state: MachineStateName;
  readonly finding: Finding | null;
}

/**
 * From which ratio on a resource is worth a warning, and from which on it is critical. A full disk stops a
 * database and full memory kills a process; full CPU or a full line only slow a machine down, hence no `crit`.
 */
export const THRESHOLDS = {
  disk: { warn: 0.8, crit: 0.97 },
  inodes: { warn: 0.8, crit: 0.97 },
  memory: { warn: 0.9, crit: 0.98 },
  cpu: { warn: 0.9, crit: null },
  bandwidth: { warn: 0.9, crit: null },
} as const;

/** A threshold once passed is left only this far below it, so that a value wobbling on it does not flap. */
export const HYSTERESIS_RATIO = 0.02;

export const CPU_WINDOW_MS = 5 * 60_000;
const MISSED_INTERVALS = 3;
const SHORTEST_SILENCE_MS = 60_000;

export interface StateQuestion {
  /** The newest snapshot; null when none of the last 24 hours is known. */
  readonly sample: Pick<LiveSample, "receivedAt" | "intervalSeconds" | "values"> | null;
  /** Epoch milliseconds of the server's clock. */
  readonly now: number;
  /** What is contracted; a row of `machines` fits. */
  readonly contract?: { readonly contractedBandwidthBits: number | null } | null;
  /** The newest recorded state: thresholds passed then are left with hysteresis. */
  readonly recorded?: MachineState | null;
  /** Average CPU of the last five minutes. Whoever has none (a page) leaves it out: the recorded finding stands. */
  readonly cpuAverageRatio?: number | null;
  /** When the machine was heard for the last time, where there is no sample. */
  readonly lastSeenAt?: number | null;
  /** Start of the collector: before it we were deaf, which is not the machine's silence. */
  readonly listeningSince?: number;
}

/**
 * The state of a machine now. Silent after three missed intervals and at least 60 s of the server's clock;
 * `never` when it was never heard. Of several findings the worst is told; of two alike the one that is recorded,
 * else the first of disk (the fullest), inodes, memory, cpu, bandwidth.
 */
export function machineState(question: StateQuestion): MachineState {
  const { sample, now } = question;
  const lastSeenAt = sample?.receivedAt ?? question.lastSeenAt ?? null;
  if (lastSeenAt === null) return { state: "never", finding: null };

  const silentFrom = Math.max(lastSeenAt, question.listeningSince ?? 0);
  if (now - silentFrom > silenceMs(sample?.intervalSeconds ?? 0)) {
    return { state: "mute", finding: { kind: "silent", since: lastSeenAt } };
  }
  // Heard within the minute, but with no snapshot at hand: what was recorded is all that is known.
  if (!sample) return question.recorded ?? { state: "ok", finding: null };

  const judged = findingsOf(question).map((finding) => ({
    state: severity(finding, question.recorded ?? null),
    finding,
  }));
  return worstOf(judged, question.recorded ?? null) ?? { state: "ok", finding: null };
}

/** How long a source that samples at this interval may be quiet before it counts as silent. */
export function silenceMs(intervalSeconds: number): number {
  return Math.max(SHORTEST_SILENCE_MS, MISSED_INTERVALS * intervalSeconds * 1_000);
}

/** Whether two states tell the same: the figures of a finding may move without being news. */
export function isSameState(one: MachineState, other: MachineState): boolean {
  return one.state === other.state && subjectOf(one.finding) === subjectOf(other.finding);
}

type ResourceFinding = Exclude<Finding, { kind: "silent" }>;

function findingsOf({ sample, contract, recorded, cpuAverageRatio }: StateQuestion): ResourceFinding[] {
  if (!sample) return [];
  // Asked for once: the collector's samples put their values together when they are read.
  const { values } = sample;
  const load = machineLoad(values);
  const findings: ResourceFinding[] = [
    ...mountRatios(values, "filesystem_used_ratio").map((found) => ({ kind: "disk" as const, ...found })),
    ...mountRatios(values, "filesystem_inodes_used_ratio").map((found) => ({
      kind: "inodes" as const,
      ...found,
    })),
  ];
  if (load.memoryRatio !== null) findings.push({ kind: "memory", ratio: load.memoryRatio });
  if (cpuAverageRatio === undefined && recorded?.finding?.kind === "cpu") findings.push(recorded.finding);
  if (typeof cpuAverageRatio === "number") findings.push({ kind: "cpu", ratio: cpuAverageRatio });
  if (contract?.contractedBandwidthBits && load.bandwidthBitsPerSecond !== null) {
    findings.push({ kind: "bandwidth", ratio: load.bandwidthBitsPerSecond / contract.contractedBandwidthBits });
  }
  return findings;
}

function severity(finding: ResourceFinding, recorded: MachineState | null): MachineStateName {
  const { warn, crit } = THRESHOLDS[finding.kind];
  const before = recorded && subjectOf(recorded.finding) === subjectOf(finding) ? recorded.state : "ok";
  const passes = (threshold: number, held: boolean) => finding.ratio >= threshold - (held ? HYSTERESIS_RATIO : 0);

  if (crit !== null && passes(crit, before === "crit")) return "crit";
  return passes(warn, before === "crit" || before === "warn") ? "warn" : "ok";
}

function worstOf(judged: readonly MachineState[], recorded: MachineState | null): MachineState | undefined {
  for (const state of ["crit", "warn"] as const) {
    const found = judged.filter((one) => one.state === state);
    const told = recorded && found.find((one) => subjectOf(one.finding) === subjectOf(recorded.finding));
    if (told) return told;
    if (found[0]) return found[0];
  }
  return undefined;
}

function subjectOf(finding: Finding | null): string {
  if (!finding) return "";
  return "mount" in finding ? `${finding.kind} ${finding.mount}` : finding.kind;
}
