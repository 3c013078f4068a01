import { sql } from "drizzle-orm";

import { ticketClocks, ticketClockTellings } from "#db/schema/clocks.ts";
import { tickets } from "#db/schema/tickets.ts";

/** Whether staff were told, in its present round, that a running clock of the ticket is near its end or past it. */
export const isNearItsClock = sql<boolean>`exists (
  select 1 from ${ticketClocks}
  join ${ticketClockTellings} on ${ticketClockTellings.ticketId} = ${ticketClocks.ticketId}
    and ${ticketClockTellings.clock} = ${ticketClocks.clock} and ${ticketClockTellings.round} = ${ticketClocks.round}
  where ${ticketClocks.ticketId} = ${tickets.id} and ${ticketClocks.standing} = 'running')`.mapWith(Boolean);
