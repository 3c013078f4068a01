import { type ReportSection, section } from "./section.ts";
import { annexes } from "./sections/annexes/view.tsx";
import { availability } from "./sections/availability/view.tsx";
import { backups } from "./sections/backups/view.tsx";
import { capacity } from "./sections/capacity/view.tsx";
import { consumption } from "./sections/consumption/view.tsx";
import { databases } from "./sections/databases/view.tsx";
import { decisions } from "./sections/decisions/view.tsx";
import { essential } from "./sections/essential/view.tsx";
import { interventions } from "./sections/interventions/view.tsx";
import { load } from "./sections/load/view.tsx";
import { shop } from "./sections/shop/view.tsx";
import { tickets } from "./sections/tickets/view.tsx";
import { updates } from "./sections/updates/view.tsx";

/** The sections of the report, in the order in which they are read. A report may leave some out, or order them otherwise. */
export const OUTLINE: readonly ReportSection[] = [
  section(essential),
  section(availability),
  section(shop),
  section(load),
  section(capacity),
  section(consumption),
  section(databases),
  section(backups),
  section(interventions),
  section(updates),
  section(tickets),
  section(decisions),
  section(annexes),
];

/** Null for a name that no section has: a later version may drop one that an old report still holds. */
export function sectionNamed(name: string): ReportSection | null {
  return OUTLINE.find((one) => one.name === name) ?? null;
}
