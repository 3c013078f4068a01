import { z } from "zod";

/**
 * The shape of an export request, of JSON and of decoded protobuf alike: 64-bit integers may be text, doubles "NaN".
 * Fields that we do not know are left out, as the protocol asks. Data points are looked at one by one (points.ts), so
 * that one that is wrong does not take the others with it.
 */
const number = z.union([
  z.number(),
  // JSON has no NaN; JavaScript's exporters send null for it.
  z.null().transform(() => Number.NaN),
  z
    .string()
    .regex(/^(-?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?|NaN|-?Infinity)$/, "is not a number")
    .transform(Number),
]);
const attributes = z
  .array(
    z.object({
      key: z.string().default(""),
      value: z
        .object({
          stringValue: z.string().optional(),
          boolValue: z.boolean().optional(),
          intValue: z.union([z.number(), z.string()]).optional(),
          doubleValue: z.union([z.number(), z.string()]).optional(),
        })
        .default({}),
    }),
  )
  .default([]);
const common = { timeUnixNano: number.default(0), attributes, flags: z.number().default(0) };

export const numberPoint = z.object({ ...common, asDouble: number.optional(), asInt: number.optional() });
export const histogramPoint = z.object({
  ...common,
  count: number.default(0),
  sum: number.optional(),
  bucketCounts: z.array(number).default([]),
  explicitBounds: z.array(number).default([]),
});
export const summaryPoint = z.object({
  ...common,
  count: number.default(0),
  sum: number.default(0),
  quantileValues: z.array(z.object({ quantile: number.default(0), value: number.default(0) })).default([]),
});

const points = z.object({ dataPoints: z.array(z.unknown()).default([]) });
const withTemporality = points.extend({
  aggregationTemporality: z
    .union([z.number(), z.string()])
    .default(0)
    .transform((one) => (typeof one === "number" ? one : (TEMPORALITIES[one] ?? 0))),
});
const TEMPORALITIES: Readonly<Record<string, number>> = {
  AGGREGATION_TEMPORALITY_DELTA: 1,
  AGGREGATION_TEMPORALITY_CUMULATIVE: 2,
};

const metric = z.object({
  name: z.string().default(""),
  gauge: points.optional(),
  sum: withTemporality.extend({ isMonotonic: z.boolean().default(false) }).optional(),
  histogram: withTemporality.optional(),
  exponentialHistogram: points.optional(),
  summary: points.optional(),
});

export const exportRequest = z.object({
  resourceMetrics: z
    .array(
      z.object({
        resource: z.object({ attributes }).default({ attributes: [] }),
        scopeMetrics: z.array(z.object({ metrics: z.array(metric).default([]) })).default([]),
      }),
    )
    .default([]),
});

export type Metric = z.output<typeof metric>;
export type Attributes = z.output<typeof attributes>;

export const DELTA = 1;
