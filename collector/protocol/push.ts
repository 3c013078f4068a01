/**
 * The contract between agents and the collector. It imports nothing, so that the agent's bundle stays one small file.
 *
 * `POST /v1/push` with `Authorization: Bearer <token of the source>`; the token says which source speaks, the body never does.
 *
 * Retry contract. 200: every snapshot that is not listed in `refused` is committed. 400 and 422: final for this batch, drop it.
 * 413: halve the batch and send again; a single snapshot is then final. 401 and 403: keep the spool, try again every
 * 5 minutes. 409 `unknown_schema`: declare the schema, then send the same batch. 429 and 5xx: nothing was
 * stored; send again with jitter, not before `Retry-After`. Sending a batch twice stores it once.
 */
import type { MetricKind } from "./metrics.ts";

/** One series of a schema: its key (see metrics.ts) and its kind. */
export type DeclaredSeries = readonly [key: string, kind: MetricKind];

/** `at` in epoch milliseconds of the agent's clock, then one value per series of the schema; null is a missing value. */
export type Snapshot = readonly [at: number, ...values: (number | null)[]];

/** Something said about the source that is not a number over time; the newest of a name replaces the one before. */
export interface Fact {
  readonly name: FactName;
  /** Epoch milliseconds of the agent's clock. */
  readonly at: number;
  readonly value: unknown;
}

export const FACT_NAMES = ["inventory", "processes", "plugin_failures", "samples_dropped"] as const;
export type FactName = (typeof FACT_NAMES)[number];

export interface PushBody {
  /** `schemaHash(series)`: lower-case hexadecimal SHA-256. */
  readonly schema: string;
  /** Present when the sender declares the schema: at its start and after a 409. */
  readonly series?: readonly DeclaredSeries[];
  /** At most `MAX_SNAPSHOTS`; may be empty when only a schema or facts are sent. */
  readonly snapshots: readonly Snapshot[];
  readonly facts?: readonly Fact[];
}

export interface PushAccepted {
  readonly accepted: number;
  readonly refused: readonly { readonly index: number; readonly reason: RefusalReason }[];
  /** Series of the declared schema that are not kept: the source is over `MAX_SERIES`, or the key is not well formed. */
  readonly refused_series?: readonly string[];
  /** The interval at which the source should take its next samples: 10, or 1 while somebody watches. */
  readonly interval_seconds: number;
}

export type RefusalReason =
  | "malformed"
  | "clock_skew_past"
  | "clock_skew_future"
  | "wrong_value_count"
  | "not_a_finite_number";

/** The body of every 4xx and 5xx of the collector. `path` is a JSON path into the request body. */
export interface CollectorError {
  readonly error: ErrorCode;
  readonly message: string;
  readonly path?: string;
}

export type ErrorCode =
  | "malformed"
  | "too_large"
  | "unknown_token"
  | "revoked_token"
  | "unknown_schema"
  | "schema_mismatch"
  | "too_many_requests"
  | "unavailable"
  | "not_found"
  | "method_not_allowed"
  | "unsupported_encoding"
  | "enrolment_refused"
  | "samples_refused";

/** `POST /v1/enrol`, no token in the header. The enrolment token is used up by the first success. */
export interface EnrolBody {
  readonly enrolment_token: string;
  readonly hostname: string;
}

export interface Enrolled {
  /** The machine's own token; the collector keeps only its hash. */
  readonly token: string;
  readonly machine: string;
  readonly interval_seconds: number;
}

/** `POST /v1/inventory`, bearer token of the source. Answers 204. */
export interface InventoryBody {
  readonly at: number;
  readonly inventory: Inventory;
}

/** Read by systeminformation at start and daily. Every field may be missing: a container knows little of its host. */
export interface Inventory {
  readonly hostname?: string;
  readonly os?: { name?: string; version?: string; codename?: string; architecture?: string };
  readonly kernel?: string;
  readonly cpu?: { model?: string; cores?: number; physicalCores?: number; nominalGhz?: number };
  readonly memoryBytes?: number;
  readonly swapBytes?: number;
  readonly disks?: readonly { device: string; model?: string; sizeBytes?: number; type?: string }[];
  readonly filesystems?: readonly { mount: string; type?: string; sizeBytes?: number }[];
  readonly interfaces?: readonly { name: string; mac?: string; ipv4?: string; ipv6?: string; speedMbits?: number }[];
  readonly virtualization?: string;
  readonly bootedAt?: number;
  readonly rebootPending?: boolean;
  /** What its packages wait for; absent where no package manager that we know is there. */
  readonly updates?: PendingUpdates;
  readonly agentVersion?: string;
}

/** Read from the lists that the machine keeps; nothing is fetched for it. */
export interface PendingUpdates {
  readonly manager: "apt" | "dnf";
  /** ID and VERSION_ID of os-release: "debian", "12". */
  readonly os: { readonly id: string; readonly version: string };
  /** When the lists were refreshed last, epoch milliseconds; null where there are none, and nothing is known then. */
  readonly listsAt: number | null;
  /** How many there are; `packages` has the first of them, security before others. */
  readonly total: number;
  readonly packages: readonly PendingPackage[];
}

export interface PendingPackage {
  readonly name: string;
  /** Null for one that the others newly need. */
  readonly from: string | null;
  readonly to: string;
  readonly security: boolean;
}

/** More than this of one machine are counted and not named. */
export const MAX_PENDING_PACKAGES = 500;

/** Value of the fact `processes`: the ten using most CPU and the ten using most memory. Never arguments. Staff only. */
export interface TopProcesses {
  readonly byCpu: readonly ProcessShare[];
  readonly byMemory: readonly ProcessShare[];
}

export interface ProcessShare {
  readonly pid: number;
  readonly name: string;
  readonly user: string;
  /** Of one whole machine, from 0 to 1. */
  readonly cpuRatio: number | null;
  readonly memoryBytes: number;
}

/** Value of the fact `plugin_failures`: readings that were left out of the snapshots, and why. */
export type PluginFailures = readonly { readonly plugin: string; readonly message: string; readonly since: number }[];

/** Value of the fact `samples_dropped`: the spool was full, and the oldest samples were given up. */
export interface SamplesDropped {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

export const MAX_SERIES = 1_000;
export const MAX_SNAPSHOTS = 500;
/** Longest accepted series key, in UTF-16 units. */
export const MAX_SERIES_KEY_LENGTH = 500;
/** Request body as sent, and after decompression. `content-encoding` may be identity or gzip. */
export const MAX_WIRE_BYTES = 1_000_000;
export const MAX_BODY_BYTES = 8_000_000;
/** Samples outside [now - 8 days, now + 5 minutes] of the server's clock are refused one by one. */
export const MAX_AGE_MS = 8 * 24 * 3_600_000;
export const MAX_AHEAD_MS = 5 * 60_000;
export const IDLE_INTERVAL_SECONDS = 10;
export const WATCHED_INTERVAL_SECONDS = 1;

/**
 * The text whose SHA-256 names a schema: one line per series, key and kind, in order. Hashing is left to the
 * caller (node:crypto in agent and collector), because this file also reaches the browser.
 */
export function schemaText(series: readonly DeclaredSeries[]): string {
  return series.map(([key, kind]) => `${key} ${kind}\n`).join("");
}
