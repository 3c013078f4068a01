import { z } from "zod";

import { instantParameter, shownInstant } from "./instants.ts";
import { numberParameter } from "./paging.ts";

const HOUR_MS = 3_600_000;
/** A machine's own series are some 40 to 80. */
export const MOST_SERIES = 100;
/** A day of samples every 10 seconds is 8,640. */
export const MOST_POINTS = 10_000;
/** Machines × series × points that one question may ask for. */
export const MOST_VALUES = 500_000;
/** As long as anything is kept: five years, and a leap day. */
export const MOST_DAYS = 1_827;
/** Machines × days that one question may read, however few points it asks for: a thousand machines over a quarter. */
export const MOST_MACHINE_DAYS = 92_000;

const seriesName = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: "A series key, or a name, which stands for all its labels.", example: "cpu_used_ratio" });

const machines = z
  .array(z.string().min(1).max(60))
  .max(1_000)
  .optional()
  .meta({
    description: "Only these machines; repeat it for several. Left out: all of the project.",
    example: ["web-1"],
  });

/** [from, to). */
const bounds = {
  from: instantParameter.optional().meta({
    description: `Included. An hour before \`to\` when left out; at most ${MOST_DAYS} days before, and machines × days at most ${MOST_MACHINE_DAYS}.`,
  }),
  to: instantParameter.optional().meta({ description: "Excluded. Now when left out." }),
};

export const RangeQuery = z.strictObject({
  series: z
    .array(seriesName)
    .min(1)
    .max(MOST_SERIES)
    .meta({ description: "Repeat it for several.", example: ["cpu_used_ratio"] }),
  machine: machines,
  ...bounds,
  maxPoints: numberParameter(
    1,
    MOST_POINTS,
    300,
    "How many points a series may have; the step is the shortest round one.",
  ),
  combine: z
    .enum(["sum", "average", "max"])
    .optional()
    .meta({ description: "One series over all the machines instead of one for each.", example: "sum" }),
  only: z
    .enum(["min", "average", "max"])
    .optional()
    .meta({ description: "Points of this value alone, `[at, value]`: a third of the bytes.", example: "average" }),
});

export const LatestQuery = z.strictObject({
  series: z
    .array(seriesName)
    .max(MOST_SERIES)
    .optional()
    .meta({ description: "All when left out.", example: ["cpu_used_ratio"] }),
  machine: machines,
});

export const TopQuery = z.strictObject({
  series: seriesName,
  machine: machines,
  ...bounds,
  by: z.enum(["average", "max", "newest"]).default("average").meta({
    description:
      "By the mean of the window, its peak, or its newest reading: a counter's as it was read, and a window of 5 minutes unless `from` is given.",
  }),
  limit: numberParameter(1, 100, 10, "How many at most."),
});

const value = z.number().nullable().meta({ description: "Null for a value that JSON cannot write." });

const point = z.union([z.tuple([z.int(), value, value, value, z.int()]).rest(z.int()), z.array(value).length(2)]).meta({
  description:
    "`[at, min, average, max, count]`; `at` is the start of the step in epoch milliseconds. With `combine`, how many machines had a value comes sixth. With `only`: `[at, value]`.",
  example: [1_795_341_600_000, 0.12, 0.31, 0.84, 30],
});

const facts = {
  key: z.string().meta({ description: "Name and labels.", example: 'filesystem_used_ratio{mount="/"}' }),
  kind: z
    .enum(["gauge", "counter"])
    .nullable()
    .meta({ description: "A counter's points are its increase per second. Null where it is not known." }),
  unit: z.string().nullable().meta({ description: "Null where the metric is not in our catalogue.", example: "ratio" }),
};

export const SeriesFacts = z
  .strictObject({ ...facts, name: z.string(), labels: z.record(z.string(), z.string()) })
  .meta({ id: "SeriesFacts" });

export const SeriesFactsList = z.strictObject({ data: z.array(SeriesFacts) });

export const Ranges = z
  .strictObject({
    from: shownInstant,
    to: shownInstant,
    data: z.array(
      z.strictObject({
        machine: z.string().nullable().meta({ description: "Null with `combine`.", example: "web-1" }),
        ...facts,
        stepSeconds: z.number().positive(),
        points: z.array(point).meta({ description: "A step without a value has no point: a gap is a gap." }),
      }),
    ),
  })
  .meta({ id: "Ranges" });

export const Latest = z
  .strictObject({
    data: z.array(
      z.strictObject({
        machine: z.string(),
        at: shownInstant.meta({ description: "By the machine's clock." }),
        values: z.record(z.string(), value),
      }),
    ),
  })
  .meta({
    id: "Latest",
    description:
      "The newest snapshot of each machine that was heard in the last 24 hours. With it stands what came by remote-write or OTLP, each value as it was newest in the last ten minutes of that.",
  });

export const Top = z
  .strictObject({ data: z.array(z.strictObject({ machine: z.string(), ...facts, value })) })
  .meta({ id: "Top" });

/** How far back a newest reading is looked for. */
export const NEWEST_MS = 5 * 60_000;

export interface ApiWindow {
  readonly from: number;
  readonly to: number;
}

/** The window of a query, or why it cannot be one: in words for people. */
export function windowOf(
  asked: { readonly from?: number; readonly to?: number },
  now: number,
  usualMs = HOUR_MS,
): ApiWindow | string {
  const to = asked.to ?? now;
  const from = asked.from ?? to - usualMs;
  if (from >= to) return "`from` must be before `to`.";
  return daysOf({ from, to }) > MOST_DAYS ? `A window may be ${MOST_DAYS} days long at most.` : { from, to };
}

/** In days, and parts of them. */
export function daysOf({ from, to }: ApiWindow): number {
  return (to - from) / (24 * HOUR_MS);
}
