import protobuf from "protobufjs/minimal.js";

import type { CollectorError } from "#collector/protocol/push.ts";

import type { Answer } from "../../http/answers.ts";
import type { Format } from "./parse.ts";

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  json: "application/json",
  protobuf: "application/x-protobuf",
};

/** The codes of google.rpc.Status that a sender may read beside the HTTP status. */
const RPC_CODES: Readonly<Record<number, number>> = { 401: 16, 403: 7, 404: 5, 408: 4, 413: 8, 429: 8, 503: 14 };
const INVALID_ARGUMENT = 3;

/** ExportMetricsServiceResponse: all kept, or how many were refused and why. */
export function exported(format: Format, refused: { readonly count: number; sentence(): string }): Answer {
  if (format === "json") {
    const partialSuccess = { rejectedDataPoints: String(refused.count), errorMessage: refused.sentence() };
    return answer(format, 200, JSON.stringify(refused.count === 0 ? {} : { partialSuccess }));
  }
  const writer = protobuf.Writer.create();
  if (refused.count > 0) {
    writer.uint32(10).fork().uint32(8).int64(refused.count).uint32(18).string(refused.sentence()).ldelim();
  }
  return answer(format, 200, Buffer.from(writer.finish()));
}

/** A refusal as google.rpc.Status, in the format of the request; JSON says our code and path beside it. */
export function refusedExport(format: Format, { status, body, headers, closes }: Answer): Answer {
  const { error, message, path } = body as CollectorError;
  const code = RPC_CODES[status] ?? INVALID_ARGUMENT;
  if (format === "json") {
    return { ...answer(format, status, JSON.stringify({ code, message, error, path }), headers), closes };
  }
  const text = path === undefined ? message : `${path}: ${message}`;
  const writer = protobuf.Writer.create().uint32(8).int32(code).uint32(18).string(`${error}: ${text}`);
  return { ...answer(format, status, Buffer.from(writer.finish()), headers), closes };
}

function answer(format: Format, status: number, body: string | Buffer, headers: Answer["headers"] = {}): Answer {
  return { status, body, headers: { ...headers, "content-type": CONTENT_TYPES[format] } };
}
