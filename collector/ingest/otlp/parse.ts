import { type Answer, refusal } from "../../http/answers.ts";
import { MAX_PARTS, Points, TooManyPoints } from "../doors/points.ts";
import { parseJson, refusalOf } from "../json.ts";
import { decodeMessage, NotProtobuf, TooManyParts } from "../protobuf.ts";
import { EXPORT_REQUEST } from "./messages.ts";
import { addMetric, labelsOf } from "./points.ts";
import { type Attributes, exportRequest } from "./request.ts";

export type Format = "json" | "protobuf";

/** Of what a resource says of itself only the service's name is kept: the token already says which machine speaks. */
const KEPT_OF_RESOURCE = new Set(["service.name"]);

/** Reads an export request. Pure. */
export function parseExport(body: Buffer, format: Format, now: number): Points | Answer {
  try {
    const read = format === "json" ? parseJson(body) : { value: decodeMessage(EXPORT_REQUEST, body, MAX_PARTS) };
    if ("refused" in read) return read.refused;
    const parsed = exportRequest.safeParse(read.value);
    return parsed.success ? pointsOf(parsed.data.resourceMetrics, now) : refusalOf(parsed.error);
  } catch (error) {
    if (error instanceof NotProtobuf) {
      return refusal(400, "malformed", `The body is no ExportMetricsServiceRequest: ${error.message}.`, { path: "$" });
    }
    if (error instanceof TooManyParts || error instanceof TooManyPoints) {
      return refusal(413, "too_large", "The request holds too many data points. Send half.", { path: "$" });
    }
    throw error;
  }
}

type Resources = (typeof exportRequest)["_output"]["resourceMetrics"];

function pointsOf(resources: Resources, now: number): Points {
  const points = new Points(now);
  for (const [resourceIndex, { resource, scopeMetrics }] of resources.entries()) {
    const labels = labelsOf(keptOf(resource.attributes));
    for (const [scopeIndex, { metrics }] of scopeMetrics.entries()) {
      for (const [index, metric] of metrics.entries()) {
        const path = ["resourceMetrics", resourceIndex, "scopeMetrics", scopeIndex, "metrics", index];
        addMetric(points, metric, labels, path);
      }
    }
  }
  return points;
}

function keptOf(attributes: Attributes): Attributes {
  return attributes.filter(({ key }) => KEPT_OF_RESOURCE.has(key));
}
