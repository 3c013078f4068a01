import { z } from "zod";

import { CHECK_LIMITS, RUN_OUTCOMES } from "#domain/checks/check.ts";

/*
 * What goes between the collector and a probe elsewhere: `GET /v1/checks` and `POST /v1/check-runs`, both by a source's token.
 */

const slowMs = z.int().min(1).max(600_000);
const target = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("http"), url: z.string(), status: z.int(), text: z.string().nullable(), slowMs }),
  z.object({ kind: z.literal("tcp"), host: z.string(), port: z.int(), slowMs }),
  z.object({ kind: z.literal("journey"), url: z.string(), slowMs }),
]);

export const targetSchema = target;

export const plannedCheckSchema = z.object({
  id: z.int(),
  name: z.string(),
  target,
  intervalSeconds: z.int(),
  timeoutMs: z.int(),
  allowed: z.object({ host: z.string(), port: z.int() }).nullable(),
  runAskedAt: z.number().nullable(),
});

const MOST_STEPS = 20;
const line = (longest: number) => z.string().max(longest);

const timings = z
  .record(z.string().regex(/^[a-zA-Z]{1,30}$/), z.number().min(0).max(600_000))
  .refine((steps) => Object.keys(steps).length <= MOST_STEPS, "holds more than 20 steps");

/** Files stay where the probe is: their names are not taken. */
const evidence = z.strictObject({
  status: z.int().optional(),
  finalUrl: line(CHECK_LIMITS.url).optional(),
  address: line(45).optional(),
  tlsExpiresAt: z.iso.datetime().optional(),
  step: line(30).optional(),
  orderNumber: line(30).optional(),
  isCancelled: z.boolean().optional(),
});

export const runsBody = z.strictObject({
  runs: z
    .array(
      z.strictObject({
        checkId: z.int().min(1),
        at: z.int().min(0),
        durationMs: z.int().min(0).max(600_000),
        outcome: z.enum(RUN_OUTCOMES),
        reason: line(CHECK_LIMITS.reason).nullable(),
        timings,
        evidence,
      }),
    )
    .min(1)
    .max(100),
});
