import type { IncidentImpact } from "#domain/incidents/incident.ts";
import type { Finding } from "#domain/machines/state.ts";
import type { MarkKind } from "#domain/marks/mark.ts";

interface Entry {
  /** Of its kind and row: "mark-12", "state-481". Stays the same while it is shown. */
  readonly id: string;
  readonly project: { readonly slug: string; readonly name: string };
  readonly at: Date;
  /** The end of what lasted; null for an instant, and for what still lasts. */
  readonly until: Date | null;
}

/** Somebody put it there. */
export interface MarkEntry extends Entry {
  readonly kind: "mark";
  readonly mark: MarkKind;
  readonly title: string;
  readonly detail: string | null;
  readonly url: string | null;
  readonly author: string;
}

/**
 * A machine was not well: from the change into the state to the next change. What repeats itself in a long list is one
 * entry: from the first change to the end of the last, whose finding it has.
 */
export interface StateEntry extends Entry {
  readonly kind: "state";
  readonly machine: string;
  readonly state: "crit" | "warn" | "mute";
  readonly finding: Finding | null;
  /** How often it happened; 1 for what is told alone. */
  readonly times: number;
}

/** An agent told that it gave up its oldest samples from `at` to `until`: its spool was full. */
export interface DroppedEntry extends Entry {
  readonly kind: "dropped";
  readonly machine: string;
  readonly until: Date;
  readonly samples: number;
}

/** The service was degraded or down: from the beginning of the incident to the recovery. */
export interface IncidentMarkEntry extends Entry {
  readonly kind: "incident";
  readonly incidentId: number;
  readonly title: string;
  readonly impact: IncidentImpact;
}

/** Planned work: as it was worked, or as it is announced. */
export interface InterventionMarkEntry extends Entry {
  readonly kind: "intervention";
  readonly interventionId: number;
  readonly title: string;
  readonly state: "agreed" | "announced" | "running" | "done" | "rolled_back";
  readonly machines: readonly string[];
}

/** What happened to a project, for charts, rulers and lists. Facts only: pages put them in words, in their language. */
export type TimelineEntry = MarkEntry | StateEntry | DroppedEntry | IncidentMarkEntry | InterventionMarkEntry;

/** In order of time; of two at one instant the order is that of their ids. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort(
    (one, other) => one.at.getTime() - other.at.getTime() || one.id.localeCompare(other.id, "en", { numeric: true }),
  );
}
