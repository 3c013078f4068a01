import type { IncidentEntry, IncidentEntryKind, IncidentImpact } from "#domain/incidents/incident.ts";

import { type ComponentNames, nameFor, type StatusLocale } from "./page.ts";
import { STATUS_WORDS } from "./words.ts";

/** What is known of an incident inside. */
export interface InnerIncident {
  readonly id: number;
  readonly title: string;
  readonly impact: IncidentImpact;
  readonly startedAt: Date;
  readonly recoveredAt: Date | null;
  readonly closedAt: Date | null;
  /** The check that opened it; null for one opened by people. */
  readonly checkId: number | null;
  readonly entries: readonly IncidentEntry[];
}

export interface ToldEntry {
  readonly id: number;
  /** Epoch milliseconds, like all instants here. */
  readonly at: number;
  readonly kind: Exclude<IncidentEntryKind, "note">;
  readonly text: string | null;
}

/** An incident as strangers read it. */
export interface ToldIncident {
  readonly id: number;
  /** In the words of those who opened it, or what it is about where a check did. */
  readonly title: { readonly text: string } | { readonly about: readonly ComponentNames[] };
  readonly impact: IncidentImpact;
  readonly startedAt: number;
  readonly recoveredAt: number | null;
  readonly closedAt: number | null;
  /** Oldest first. */
  readonly entries: readonly ToldEntry[];
}

export interface ShownComponent {
  readonly names: ComponentNames;
  /** The checks that its service is judged by. */
  readonly checkIds: readonly number[];
}

/**
 * What strangers may read of an incident; null for one of a service that the page does not show. The names and reasons of
 * checks stay inside: an incident that a check opened is called by its components, and only what people wrote is quoted.
 * Neither its cause nor who wrote is told.
 */
export function toldIncident(incident: InnerIncident, components: readonly ShownComponent[]): ToldIncident | null {
  const { id, impact, startedAt, recoveredAt, closedAt, checkId } = incident;
  const about = components.filter(({ checkIds }) => checkId !== null && checkIds.includes(checkId));
  if (checkId !== null && about.length === 0) return null;
  return {
    id,
    title: checkId === null ? { text: incident.title } : { about: about.map(({ names }) => names) },
    impact,
    startedAt: startedAt.getTime(),
    recoveredAt: recoveredAt?.getTime() ?? null,
    closedAt: closedAt?.getTime() ?? null,
    entries: incident.entries.flatMap((entry) => toldEntry(entry) ?? []),
  };
}

/** What an incident is called, to a reader of a page. */
export function incidentTitle(
  { title, impact }: Pick<ToldIncident, "title" | "impact">,
  reader: StatusLocale,
  page: StatusLocale,
): string {
  if ("text" in title) return title.text;
  const names = title.about.map((component) => nameFor(component, reader, page)).join(", ");
  return STATUS_WORDS[reader].title[impact](names);
}

function toldEntry({ id, at, kind, text, authorName, isPublic }: IncidentEntry): ToldEntry | null {
  if (!isPublic || kind === "note") return null;
  return { id, at: at.getTime(), kind, text: authorName === null ? null : text };
}
