import { z } from "zod";

import { AGENT_TOOLS, type BackupWord, MAX_BACKUP_WORDS } from "#collector/protocol/backups.ts";

import type { Answer } from "../../http/answers.ts";
import { parseJson, refusalOf } from "../json.ts";

/** Instants that a database can hold: until the year 2096. */
const at = z.int().min(0).max(4e12);
const amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Cut to its last part before it is kept; a word is worth keeping without the rest. */
const log = z.string().max(4_000_000).optional();

const job = {
  slug: z.string().max(200),
  tool: z.enum(AGENT_TOOLS),
  database: z.string().min(1).max(190).optional(),
};

const word: z.ZodType<BackupWord> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("run"),
    ...job,
    runKey: z.string().regex(/^[\x21-\x7e]{1,100}$/),
    succeeded: z.boolean(),
    startedAt: at.optional(),
    endedAt: at.optional(),
    bytes: amount.optional(),
    addedBytes: amount.optional(),
    storedBytes: amount.optional(),
    files: amount.optional(),
    log,
  }),
  z.strictObject({
    kind: z.literal("check"),
    ...job,
    at,
    succeeded: z.boolean(),
    method: z.string().min(1).max(190),
    durationMs: amount.optional(),
    log,
  }),
  z.strictObject({
    kind: z.literal("restore"),
    ...job,
    at,
    succeeded: z.boolean(),
    durationMs: amount,
    pointAt: at.optional(),
    bytes: amount.optional(),
    files: amount.optional(),
    evidence: z.string().max(20_000),
  }),
]);

const body = z.strictObject({ told: z.array(word).max(MAX_BACKUP_WORDS) });

/** Pure: the words of a body, or why it is refused whole. */
export function parseBackups(bytes: Buffer): { told: readonly BackupWord[] } | Answer {
  const json = parseJson(bytes);
  if ("refused" in json) return json.refused;
  const parsed = body.safeParse(json.value);
  return parsed.success ? parsed.data : refusalOf(parsed.error);
}
