import { z } from "zod";

import { JOB_SLUG } from "#domain/backups/told-run.ts";

/** What a line of shell says: of which job, that it began or how it ended. */
export interface ScriptWords {
  readonly key: string;
  readonly jobSlug: string;
  readonly phase: "start" | "success" | "fail";
  readonly exitCode: number | null;
  /** What the script calls its run, so that an end finds its beginning. */
  readonly rid: string | null;
  /** What was done, where it tells of a check of what is kept and not of a run. */
  readonly check: string | null;
  readonly bytes: number | null;
  readonly files: number | null;
}

const PATH = /^\/b\/([0-9a-f]{48})\/([^/]+)(?:\/([a-z]{1,20}|\d{1,3}))?$/;
const PHASES = ["start", "success", "fail"] as const;

const amount = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const query = z.object({
  rid: z
    .string()
    .regex(/^[\w.:@-]{1,80}$/)
    .optional(),
  check: z.string().min(1).max(190).optional(),
  bytes: amount.optional(),
  files: amount.optional(),
});

/**
 * Pure: `/b/KEY/nightly-db`, then `/start`, `/success`, `/fail` or an exit code, where nothing is success; `rid`, `bytes`,
 * `files` and `check` after a question mark. `foreign` where it does not even look like a key's address, else a sentence.
 */
export function scriptWords(url: string): ScriptWords | { refused: string } | "foreign" {
  const [path = "", search = ""] = url.split(/\?(.*)/s);
  const [, key, jobSlug, how = "success"] = PATH.exec(path) ?? [];
  if (key === undefined || jobSlug === undefined) return "foreign";
  if (!JOB_SLUG.test(jobSlug)) {
    return { refused: "A job is named by lower-case letters, digits, dots, underscores and hyphens, at most 80." };
  }
  const ended = endOf(how);
  if (!ended) return { refused: "After the job comes start, success, fail, or an exit code from 0 to 255." };

  const asked = query.safeParse(Object.fromEntries(new URLSearchParams(search)));
  if (!asked.success)
    return { refused: SENTENCES[String(asked.error.issues[0]?.path[0])] ?? "What follows ? is wrong." };
  const { rid = null, check = null, bytes = null, files = null } = asked.data;
  if (check !== null && ended.phase === "start") return { refused: "A check is told when it has ended." };
  return { key, jobSlug, ...ended, rid, check, bytes, files };
}

const SENTENCES: Readonly<Record<string, string>> = {
  rid: "rid= names a run by letters, digits and . _ : @ -, at most 80.",
  check: "check= says what was done in at most 190 characters.",
  bytes: "bytes= is a whole number.",
  files: "files= is a whole number.",
};

function endOf(how: string): Pick<ScriptWords, "phase" | "exitCode"> | undefined {
  const phase = PHASES.find((one) => one === how);
  if (phase) return { phase, exitCode: null };
  const exitCode = Number(how);
  if (!/^\d+$/.test(how) || exitCode > 255) return undefined;
  return { phase: exitCode === 0 ? "success" : "fail", exitCode };
}
