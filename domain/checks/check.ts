export const CHECK_KINDS = ["http", "tcp", "journey"] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** `blind`: the check itself could not run. That says nothing of what it looks at. */
export const RUN_OUTCOMES = ["ok", "slow", "failed", "blind"] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export const CHECK_STATES = ["up", "degraded", "down", "unmonitored"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export interface HttpTarget {
  readonly url: string;
  /** The status of the last answer after redirects. */
  readonly status: number;
  /** A text that the body must hold; null where any body will do. */
  readonly text: string | null;
  /** An answer that takes longer is slow, in milliseconds. */
  readonly slowMs: number;
}

export interface TcpTarget {
  readonly host: string;
  readonly port: number;
  readonly slowMs: number;
}

/** The shop's first page; what the journey visits and buys from there is its own affair. */
export interface JourneyTarget {
  readonly url: string;
  readonly slowMs: number;
}

export type CheckTarget =
  | ({ readonly kind: "http" } & HttpTarget)
  | ({ readonly kind: "tcp" } & TcpTarget)
  | ({ readonly kind: "journey" } & JourneyTarget);

/** One host and port inside, which staff allowed for one check. */
export interface InternalAllowance {
  readonly host: string;
  readonly port: number;
}

/** A check as the probe runs it. */
export interface PlannedCheck {
  readonly id: number;
  readonly name: string;
  readonly target: CheckTarget;
  readonly intervalSeconds: number;
  readonly timeoutMs: number;
  readonly allowed: InternalAllowance | null;
  /** Epoch milliseconds of the last time that somebody asked for a run; null for never. */
  readonly runAskedAt: number | null;
}

/** Milliseconds by phase (dns, connect, tls, firstByte, body) or by step of the journey, in the order they were taken. */
export type Timings = Readonly<Record<string, number>>;

/** What is kept of a run: names of files under the data directory, and what the answer told. */
export interface Evidence {
  readonly screenshot?: string;
  readonly console?: string;
  readonly status?: number;
  /** Where redirects led. */
  readonly finalUrl?: string;
  /** The address that was connected to last. */
  readonly address?: string;
  /** ISO instant at which the certificate ends. */
  readonly tlsExpiresAt?: string;
  /** The step at which the journey stood when it failed. */
  readonly step?: string;
  readonly orderNumber?: string;
  /** Whether the test order was cancelled again. */
  readonly isCancelled?: boolean;
}

export interface CheckRun {
  readonly checkId: number;
  /** When it began, epoch milliseconds. */
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: RunOutcome;
  /** A word for programs ("status", "timeout"), null where all is well. */
  readonly reason: string | null;
  readonly timings: Timings;
  readonly evidence: Evidence;
}

export const CHECK_LIMITS = {
  name: 120,
  text: 200,
  url: 500,
  reason: 60,
  /** The contract knows no period longer than half a minute for what decides availability. */
  decidingSeconds: 30,
  intervalSeconds: { least: 10, most: 86_400 },
  /** A confirming run must fit into the minute of its confirmation. */
  timeoutMs: { least: 1_000, most: 55_000 },
  checksPerProject: 50,
} as const;
