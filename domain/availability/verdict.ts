/** What a check or a machine can say of a part. Unmonitored is our own blindness: neither up nor down. */
export const PART_STATES = ["up", "degraded", "down", "unmonitored"] as const;
export type PartState = (typeof PART_STATES)[number];

/** What the ledger says of an instant. `maintenance` was approved before it began and announced in time, `unapproved_maintenance` was not. */
export const VERDICTS = ["up", "degraded", "down", "maintenance", "unapproved_maintenance", "unmonitored"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Degraded is still up: the service sold, on fewer parts or slowly. */
export function isAvailable(verdict: Verdict): boolean {
  return verdict === "up" || verdict === "degraded";
}

/** What the contract counts against the promise. Maintenance that nobody approved in time is an outage like any other. */
export function isCounted(verdict: Verdict): boolean {
  return verdict === "down" || verdict === "unapproved_maintenance";
}

/** How many of each state the parts are in, to what their service is. */
export interface PartCount {
  readonly up: number;
  readonly degraded: number;
  readonly down: number;
  readonly unmonitored: number;
}

/**
 * A service of redundant parts is up while at least `quorum` of them are; with fewer left than parts it is degraded, still
 * up. Where the unmonitored parts could make the difference, nobody knows, and that is what it says.
 */
export function observedVerdict(
  { up, degraded, down, unmonitored }: PartCount,
  quorum: number,
): "up" | "degraded" | "down" | "unmonitored" {
  const answering = up + degraded;
  if (answering + down + unmonitored === 0) return "unmonitored";
  if (answering >= quorum) return degraded + down > 0 ? "degraded" : "up";
  return answering + unmonitored >= quorum ? "unmonitored" : "down";
}
