import { z } from "zod";

import type { EnrolBody } from "#collector/protocol/push.ts";

import type { Answer } from "../../http/answers.ts";
import { parseJson, refusalOf } from "../json.ts";

const bodySchema = z.strictObject({
  enrolment_token: z.string().regex(/^[A-Za-z0-9_-]{20,200}$/, "is not an enrolment token"),
  hostname: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[\w.-]+$/, "is not a host name"),
});

/** Reads the body of an enrolment. Pure. */
export function parseEnrolment(body: Buffer): EnrolBody | Answer {
  const json = parseJson(body);
  if ("refused" in json) return json.refused;
  const parsed = bodySchema.safeParse(json.value);
  return parsed.success ? parsed.data : refusalOf(parsed.error);
}
