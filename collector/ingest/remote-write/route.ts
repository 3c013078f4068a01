import type { IncomingMessage } from "node:http";

import type { Collector } from "../../collector.ts";
import { type Answer, isAnswer, refusal } from "../../http/answers.ts";
import { SNAPPY } from "../../http/body.ts";
import { storePoints } from "../doors/store.ts";
import { requestOfSource } from "../request.ts";
import { parseWrite } from "./parse.ts";

/**
 * `POST /api/v1/write`, Prometheus remote-write 1.0 (https://prometheus.io/docs/specs/prw/remote_write_spec/). Retry contract: 204 means
 * that every sample is committed; 400 that what the sentence names is refused for good and the rest committed; 503
 * that nothing is promised and the sender must come back, not before Retry-After. 429 is for strangers only: senders
 * give a batch up at 429 unless they are told otherwise.
 */
export async function remoteWrite(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request, { encodings: SNAPPY, tooOften: 503 });
  if (!asked || isAnswer(asked)) return asked;

  const points = parseWrite(asked.body, collector.now());
  if (isAnswer(points)) return points;
  const stored = await storePoints(collector, asked.source, points, { tooOften: 503 });
  if (isAnswer(stored)) return stored;
  if (points.refused.count === 0) return { status: 204 };
  const message = `${stored.kept} samples are stored. ${points.refused.sentence()}`;
  return refusal(400, "samples_refused", message, { path: points.refused.firstPath });
}
