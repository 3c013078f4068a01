import type { IncomingMessage } from "node:http";

import type { Collector } from "../../collector.ts";
import { type Answer, isAnswer, refusal } from "../../http/answers.ts";
import { storePoints } from "../doors/store.ts";
import { requestOfSource } from "../request.ts";
import { exported, refusedExport } from "./answer.ts";
import { type Format, parseExport } from "./parse.ts";

/**
 * `POST /v1/metrics`, OTLP/HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp). Retry contract: 200 means that all data points are
 * committed but those that partial_success counts and names; 429 and 503 that nothing is promised and the sender must
 * come back, not before Retry-After; any other 4xx is final.
 */
export async function otlpMetrics(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const format = formatOf(request.headers["content-type"]);
  const answer = await answerOf(collector, request, format);
  return answer && answer.status >= 400 ? refusedExport(format ?? "json", answer) : answer;
}

async function answerOf(
  collector: Collector,
  request: IncomingMessage,
  format: Format | undefined,
): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  if (!asked || isAnswer(asked)) return asked;
  if (!format) {
    const message = "The body is application/x-protobuf or application/json.";
    return refusal(415, "unsupported_encoding", message, { path: "$" });
  }
  const points = parseExport(asked.body, format, collector.now());
  if (isAnswer(points)) return points;
  const stored = await storePoints(collector, asked.source, points, { tooOften: 429 });
  return isAnswer(stored) ? stored : exported(format, points.refused);
}

function formatOf(contentType: string | undefined): Format | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/json") return "json";
  return type === "application/x-protobuf" ? "protobuf" : undefined;
}
