import type { IncomingMessage } from "node:http";

import { keyOf, noteKeyUse } from "#domain/backups/keys.server.ts";
import { type BackupReport, keepCheck, keepReport, scriptRunKey } from "#domain/backups/report.server.ts";
import { hasJob, MAX_JOBS, type ReportRefusal } from "#domain/backups/told-job.server.ts";
import { lastOfLog } from "#domain/backups/told-run.ts";

import type { Collector } from "../../collector.ts";
import { addressOf } from "../../http/address.ts";
import type { Answer } from "../../http/answers.ts";
import { readLog } from "./log-body.ts";
import { type ScriptWords, scriptWords } from "./words.ts";

/**
 * `GET` or `POST /b/KEY/job[/start|/success|/fail|/exit code]`: a script tells of its backup by one line of shell, with its log
 * as the body. The answer is text for the person who reads what curl printed; an unknown key is told like an address that is
 * not there.
 */
export async function scriptReport(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const { db, scripts, now } = collector;
  const address = addressOf(request, collector.trustedProxy);
  const words = scriptWords(request.url ?? "");
  const key = words === "foreign" || "refused" in words ? keyIn(request.url) : words.key;
  const blocked = scripts.wrongKeys.blockedSeconds(address, now());
  if (blocked > 0 && !scripts.onceRight.has(key ?? "")) {
    return tooOften("Too many unknown keys came from this address.", blocked);
  }
  const known = key === undefined ? undefined : await keyOf(db, key);
  if (!key || !known || words === "foreign") {
    scripts.wrongKeys.add(address, now());
    return text(404, "There is no such key.");
  }
  scripts.onceRight.set(key, true);
  const wait = scripts.requests.take(known.id, now());
  if (wait > 0) return tooOften("This key is used more often than it may.", wait);
  if ("refused" in words) return text(400, words.refused);
  if (!(await hasJob(db, known.projectId, words.jobSlug))) {
    const waitForNew = scripts.newJobs.take(known.id, now());
    if (waitForNew > 0) return tooOften("This key made many new jobs just now.", waitForNew);
  }

  const log = await readLog(request);
  if (log === null) return null;
  if (log === "stalled") return { ...text(408, "The log stopped arriving; nothing was kept."), closes: true };
  const kept = await keep(collector, known.projectId, words, lastOfLog(log) || null);
  if ("refused" in kept) return text(422, REASONS[kept.refused]);
  if (scripts.isUseNews(known.id, now())) noteKeyUse(db, known.id, new Date(now())).catch(() => undefined);
  return text(200, `OK ${words.jobSlug}: ${words.check === null ? "" : "check "}${words.phase}`);
}

function keep({ db, now }: Collector, projectId: number, words: ScriptWords, log: string | null) {
  const { jobSlug, phase, exitCode, rid, check, bytes, files } = words;
  const job = { projectId, sourceId: null, jobSlug, tool: "script" } as const;
  const at = new Date(now());
  if (check !== null) {
    return keepCheck(db, { ...job, at, state: phase === "fail" ? "failed" : "succeeded", method: check, log }, at);
  }
  const runKey = rid === null ? null : scriptRunKey(rid);
  const report: BackupReport = { ...job, runKey, phase, exitCode, bytes, files, log };
  return keepReport(db, report, at);
}

/** The key of an address that is wrong after it: whoever holds it is told what is wrong, nobody else is. */
function keyIn(url = ""): string | undefined {
  return /^\/b\/([0-9a-f]{48})\//.exec(url)?.[1];
}

const REASONS: Readonly<Record<ReportRefusal, string>> = {
  notFound: "There is no such key.",
  badSlug: "A job is named by lower-case letters, digits, dots, underscores and hyphens, at most 80.",
  tooManyJobs: `The project has ${MAX_JOBS} jobs; no new one is made.`,
  otherSource: "Another machine's agent reads this job.",
};

function tooOften(sentence: string, seconds: number): Answer {
  const answer = text(429, sentence);
  return { ...answer, headers: { ...answer.headers, "retry-after": String(Math.ceil(seconds)) }, closes: true };
}

function text(status: number, sentence: string): Answer {
  return { status, body: `${sentence}\n`, headers: { "content-type": "text/plain; charset=utf-8" } };
}
