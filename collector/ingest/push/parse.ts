import { z } from "zod";

import { type DeclaredSeries, type Fact, MAX_SERIES, MAX_SNAPSHOTS } from "#collector/protocol/push.ts";

import { type Answer, refusal } from "../../http/answers.ts";
import { factSchema } from "../facts/parse.ts";
import { parseJson, refusalOf } from "../json.ts";

export interface ParsedPush {
  readonly schema: string;
  readonly series: DeclaredSeries[] | undefined;
  /** Looked at one by one, once their schema is known (snapshots.ts). */
  readonly snapshots: readonly unknown[];
  readonly facts: readonly Fact[];
}

/** Refusing by name is for mistakes, not for floods. */
const MAX_DECLARED = 10 * MAX_SERIES;
const MAX_FACTS = 20;

/** A key that is half of a character cannot be stored; one too long or badly formed is refused by name instead. */
const key = z.string().refine((text) => !/\p{Surrogate}/u.test(text), "holds half of a character");

const SCHEMA_NAME = /^[0-9a-f]{64}$/;

const pushSchema = z.strictObject({
  schema: z.string().regex(SCHEMA_NAME, "is not a SHA-256 in lower-case hexadecimal"),
  series: z
    .array(z.tuple([key, z.enum(["gauge", "counter"])]))
    .max(MAX_DECLARED)
    .optional(),
  snapshots: z.array(z.unknown()),
  facts: z.array(factSchema).max(MAX_FACTS).optional(),
});

/**
 * Reads the envelope of a push: 400 with the JSON path of what is wrong, 413 when it holds too many snapshots. Pure.
 * Strict: a field that the protocol does not know is refused, so that a misspelt one is not lost in silence.
 */
export function parsePush(body: Buffer): ParsedPush | Answer {
  const json = parseJson(body);
  if ("refused" in json) return json.refused;

  if (isPlainPush(json.value)) return { ...json.value, series: undefined, facts: [] };
  const parsed = pushSchema.safeParse(json.value);
  if (!parsed.success) return refusalOf(parsed.error);
  const { schema, series, snapshots, facts } = parsed.data;
  if (snapshots.length > MAX_SNAPSHOTS) {
    const message = `A batch holds at most ${MAX_SNAPSHOTS} snapshots. Send half.`;
    return refusal(413, "too_large", message, { path: "$.snapshots" });
  }
  return { schema, series, snapshots, facts: facts ?? [] };
}

/** What nearly every push is: a schema's name, snapshots, and nothing else. All others are looked at by `pushSchema`. */
function isPlainPush(value: unknown): value is Pick<ParsedPush, "schema" | "snapshots"> {
  if (typeof value !== "object" || value === null || !("schema" in value) || !("snapshots" in value)) return false;
  const { schema, snapshots } = value;
  const isRight = typeof schema === "string" && SCHEMA_NAME.test(schema) && Array.isArray(snapshots);
  return isRight && snapshots.length <= MAX_SNAPSHOTS && Object.keys(value).length === 2;
}
