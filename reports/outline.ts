import { type ReportSection, section } from "./section.ts";
import { availability } from "./sections/availability/view.tsx";
import { interventions } from "./sections/interventions/view.tsx";
import { load } from "./sections/load/view.tsx";
import { shop } from "./sections/shop/view.tsx";
import { tickets } from "./sections/tickets/view.tsx";
import { updates } from "./sections/updates/view.tsx";

/** The sections of the report, in the order in which they are read. A report may leave some out, or order them otherwise. */
export const OUTLINE: readonly ReportSection[] = [
  section(availability),
  section(shop),
  section(load),
  section(interventions),
  section(updates),
  section(tickets),
];

/** Null for a name that no section has: a later version may drop one that an old report still holds. */
export function sectionNamed(name: string): ReportSection | null {
  return OUTLINE.find((one) => one.name === name) ?? null;
}
