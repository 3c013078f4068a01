import { z } from "zod";

import { day, decimal, line, rowId, version } from "#app/http/form-fields.ts";
import { EVENT_LIMITS, type ExpectedEvent, multiplierOf } from "#domain/capacity/expected/event.ts";

/** What is expected: what, when, by how much. One day alone needs no last one. */
export const EventForm = z
  .object({
    title: line(EVENT_LIMITS.title),
    startsOn: day,
    endsOn: z.union([z.literal(""), day], "admin:problems.badDay").default(""),
    more: decimal((EVENT_LIMITS.least - 1) * 100, (EVENT_LIMITS.most - 1) * 100),
  })
  .transform(
    ({ title, startsOn, endsOn, more }): ExpectedEvent => ({
      ...{ title, startsOn, endsOn: endsOn || startsOn, multiplier: multiplierOf(more) },
    }),
  );

export const NamedEvent = z.object({ eventId: rowId, version });
