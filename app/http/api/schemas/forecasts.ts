import { z } from "zod";

import { SUBJECTS } from "#domain/capacity/resource.ts";

import { shownInstant } from "./instants.ts";

const value = z.number().nullable();
const day = z.iso.date();
const dateOrNull = day.nullable();

const Forecast = z
  .strictObject({
    subject: z.enum(SUBJECTS).meta({ description: "`pair`: machines that share a work, with one of them gone." }),
    name: z.string().meta({ description: "Of the machine, the machines, the application or the project." }),
    resource: z.string().meta({
      description: "`cpu`, `memory`, `filesystem:` and a mount, `disk`, `received`, `sent`, `database:` and a name.",
      example: "filesystem:/var",
    }),
    unit: z.enum(["cores", "bytes", "bytes_per_second"]),
    answer: z.enum(["forecast", "not_filling", "over", "too_little_history"]),
    current: value.meta({ description: "At its peak, on the last days." }),
    limit: value.meta({ description: "Null where nothing limits it." }),
    early: dateOrNull.meta({ description: "First date of 8 chances in 10; null beyond thirteen months." }),
    likely: dateOrNull,
    late: dateOrNull,
    historyDays: z.int().min(0),
    days: z.array(z.array(z.number()).length(6)).meta({
      description: "`[step, mean, lower80, upper80, lower95, upper95]`: the day's peak, so many days after `madeOn`.",
      example: [[1, 1, 0.9, 1.1, 0.8, 1.2]],
    }),
  })
  .meta({ id: "Forecast" });

export const Forecasts = z
  .strictObject({
    madeOn: dateOrNull.meta({ description: "The day in UTC whose end the history reaches; null before the first." }),
    madeAt: shownInstant.nullable(),
    data: z.array(Forecast),
  })
  .meta({ id: "Forecasts" });
