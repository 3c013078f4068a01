import type { IncomingMessage } from "node:http";

import { isOfSource, plannedChecks } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";

import type { Collector } from "../collector.ts";
import { type Answer, isAnswer, refusal } from "../http/answers.ts";
import { parseJson, refusalOf } from "../ingest/json.ts";
import { requestOfSource } from "../ingest/request.ts";
import { runsBody } from "./bodies.ts";

/** A probe's clock may be ahead of ours by this much, as an agent's may. */
const AHEAD_MS = 5 * 60_000;
const OLDEST_MS = 8 * 24 * 3_600_000;

/** `GET /v1/checks`: what the source of this token is to check. */
export async function checksToRun(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  if (!asked || isAnswer(asked)) return asked;
  return { status: 200, body: { checks: await plannedChecks(collector.db, asked.source.id) } };
}

/** `POST /v1/check-runs`: what it found. A run of a check that is another's, or of no time that can be, refuses the whole body. */
export async function checkRuns(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  if (!asked || isAnswer(asked)) return asked;
  const json = parseJson(asked.body);
  if ("refused" in json) return json.refused;
  const parsed = runsBody.safeParse(json.value);
  if (!parsed.success) return refusalOf(parsed.error);
  const { runs } = parsed.data;
  const now = collector.now();
  for (const [index, { checkId, at }] of runs.entries()) {
    const path = `$.runs[${index}]`;
    if (at > now + AHEAD_MS || at < now - OLDEST_MS) {
      return refusal(422, "malformed", "The run is of a time that is not accepted.", { path });
    }
    if (!(await isOfSource(collector.db, asked.source.id, checkId))) {
      return refusal(404, "not_found", "This source has no such check.", { path });
    }
  }
  for (const run of runs) await recordRun(collector.db, run, new Date(now));
  return { status: 204 };
}
