import type { IncomingMessage } from "node:http";

import type { BackupsKept, BackupWord } from "#collector/protocol/backups.ts";
import { MAX_AHEAD_MS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { keepCheck, keepReport, keepRestore } from "#domain/backups/report.server.ts";
import type { ReportRefusal } from "#domain/backups/told-job.server.ts";

import type { Collector } from "../../collector.ts";
import { type Answer, isAnswer } from "../../http/answers.ts";
import { requestOfSource } from "../request.ts";
import type { Source } from "../source-tokens.ts";
import { parseBackups } from "./parse.ts";

/** `POST /v1/backups`: what the agent of a machine read of its backups, word by word: each is kept or refused for itself. */
export async function backups(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  if (!asked || isAnswer(asked)) return asked;
  const parsed = parseBackups(asked.body);
  if (isAnswer(parsed)) return parsed;

  const now = new Date(collector.now());
  const refused: { index: number; reason: ReportRefusal }[] = [];
  for (const [index, word] of parsed.told.entries()) {
    const kept = await keep(collector.db, asked.source, word, now);
    if ("refused" in kept) refused.push({ index, reason: kept.refused });
  }
  return { status: 200, body: { kept: parsed.told.length - refused.length, refused } satisfies BackupsKept };
}

function keep(db: Database, source: Source, word: BackupWord, now: Date): Promise<object | { refused: ReportRefusal }> {
  const { slug: jobSlug, tool, database: databaseName } = word;
  const job = { projectId: source.projectId, sourceId: source.id, jobSlug, tool, databaseName };
  switch (word.kind) {
    case "run": {
      const { runKey, bytes, addedBytes, storedBytes, files, log } = word;
      const phase = word.succeeded ? "success" : "fail";
      const [startedAt, endedAt] = [instantOf(word.startedAt), instantOf(word.endedAt)];
      const run = { runKey, phase, startedAt, endedAt, bytes, addedBytes, storedBytes, files, log } as const;
      return keepReport(db, { ...job, ...run }, now);
    }
    case "check": {
      const { method, durationMs, log } = word;
      return keepCheck(db, { ...job, at: pastOf(word.at, now), state: stateOf(word), method, durationMs, log }, now);
    }
    case "restore": {
      const { durationMs, bytes, files, evidence } = word;
      const [at, pointAt] = [pastOf(word.at, now), instantOf(word.pointAt)];
      const found = { durationMs, pointAt, bytes, files, evidence };
      return keepRestore(db, { ...job, ...found, at, state: stateOf(word) }, now);
    }
  }
}

function stateOf({ succeeded }: { readonly succeeded: boolean }): "succeeded" | "failed" {
  return succeeded ? "succeeded" : "failed";
}

function instantOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

/** A proof from the future would never grow old. */
function pastOf(at: number, now: Date): Date {
  return at > now.getTime() + MAX_AHEAD_MS ? now : new Date(at);
}
