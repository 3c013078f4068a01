import type { IncomingMessage } from "node:http";

import { type ApiProblem, problem } from "./answer.ts";

/** The longest event with every letter escaped is a third of it. */
export const MAX_JSON_BYTES = 64 * 1024;
/** A sender that is silent this long in the middle of its body is gone, or means harm. */
const IDLE_MS = 5_000;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a JSON body within its limits; null when the sender went away. */
export async function readJson(request: IncomingMessage): Promise<{ json: unknown } | ApiProblem | null> {
  const mediaType = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return unsupported("The body must be application/json.", "Content-Type");
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return unsupported("The body must not be compressed.", "Content-Encoding");
  if (Number(request.headers["content-length"] ?? 0) > MAX_JSON_BYTES) return tooLarge();

  const bytes = await readBytes(request);
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    return { json: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return problem("invalid-request", "The body is not JSON in UTF-8.", { pointer: "#" });
  }
}

function readBytes(request: IncomingMessage): Promise<Buffer | ApiProblem | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const idle = setTimeout(() => finish(null), IDLE_MS);
    const finish = (result: Buffer | ApiProblem | null) => {
      clearTimeout(idle);
      request.off("data", take).off("end", end).off("close", gone).off("error", gone);
      resolve(result);
    };
    const take = (part: Buffer) => {
      length += part.length;
      if (length > MAX_JSON_BYTES) return finish(tooLarge());
      parts.push(part);
      idle.refresh();
    };
    const end = () => finish(Buffer.concat(parts));
    const gone = () => finish(null);
    request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  });
}

function unsupported(detail: string, parameter: string): ApiProblem {
  return problem("unsupported-media-type", detail, { parameter }, parameter === "Content-Type" ? ACCEPTED : undefined);
}

const ACCEPTED = { accept: "application/json" };

/** The rest is not read: the connection cannot be used again. */
function tooLarge(): ApiProblem {
  const detail = `The body is longer than ${MAX_JSON_BYTES} bytes.`;
  return problem("body-too-large", detail, { pointer: "#" }, { connection: "close" });
}
