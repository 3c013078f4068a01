import type { SerializeFrom } from "@remix-run/node";

import type { Incident } from "#domain/incidents/incident.ts";
import type { Witnessed } from "#domain/incidents/witness.ts";

/** An incident as its page has it, with what the platform saw around it. */
export type ShownIncident = SerializeFrom<
  Incident & {
    readonly witnessed: Witnessed;
    /** Number of the ticket that it opened; null where there is none. */
    readonly ticket: number | null;
  }
>;
