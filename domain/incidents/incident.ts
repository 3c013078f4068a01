export const INCIDENT_IMPACTS = ["down", "degraded"] as const;
export type IncidentImpact = (typeof INCIDENT_IMPACTS)[number];
export type IncidentEntryKind = "opened" | "again" | "recovered" | "update" | "note" | "closed";

/** In characters. */
export const INCIDENT_LIMITS = { title: 160, text: 4_000 };
/** Nobody opens an incident that began longer ago, or that is yet to begin. */
export const OLDEST_START_MS = 400 * 86_400_000;
/** A service that falls again within this time after it recovered falls into the same incident. */
export const SAME_INCIDENT_MS = 30 * 60_000;

export interface IncidentEntry {
  readonly id: number;
  readonly at: Date;
  readonly kind: IncidentEntryKind;
  readonly text: string | null;
  readonly authorName: string | null;
  readonly isPublic: boolean;
}

/** One that nobody has closed yet, in a line; the service may be well again. */
export type OpenIncident = Pick<Incident, "id" | "title" | "impact" | "startedAt" | "recoveredAt">;

export interface Incident {
  readonly id: number;
  readonly title: string;
  readonly impact: IncidentImpact;
  readonly startedAt: Date;
  readonly recoveredAt: Date | null;
  readonly closedAt: Date | null;
  readonly cause: string | null;
  readonly summary: string | null;
  /** Name of the check that opened it; null for one opened by hand. */
  readonly check: string | null;
  readonly checkId: number | null;
  readonly version: number;
  readonly entries: readonly IncidentEntry[];
}
