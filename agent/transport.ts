import http from "node:http";
import https from "node:https";
import { gzipSync } from "node:zlib";

export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  readonly body: string;
}

/** Posts JSON to the collector; throws when no answer came. */
export type Post = (path: string, body: unknown) => Promise<Answer>;

export interface TransportTimes {
  /** From the beginning of a request to the end of its answer. */
  readonly answerMs: number;
}

/** Small bodies are not worth the CPU of packing them. */
const GZIP_FROM_BYTES = 16_000;
const MAX_ANSWER_BYTES = 256_000;

/**
 * One connection to the collector, kept open: a new TLS handshake costs more than a hundred samples. The token is sent as a
 * bearer token; redirects are not followed, so it never reaches another host.
 */
export function transportTo(url: URL, token?: string, times: TransportTimes = { answerMs: 30_000 }) {
  const client = url.protocol === "https:" ? https : http;
  const connection = new client.Agent({ keepAlive: true, maxSockets: 1 });
  const prefix = url.pathname.replace(/\/+$/, "");

  const post: Post = async (path, value) => {
    const text = Buffer.from(JSON.stringify(value));
    const body = text.length < GZIP_FROM_BYTES ? text : gzipSync(text, { level: 1 });
    const headers: http.OutgoingHttpHeaders = { "content-type": "application/json", "content-length": body.length };
    if (body !== text) headers["content-encoding"] = "gzip";
    if (token) headers.authorization = `Bearer ${token}`;
    try {
      return await once(prefix + path, headers, body);
    } catch (error) {
      // The collector may close an idle connection at the very moment when we use it: the next one is new.
      if (error instanceof StaleConnection) return once(prefix + path, headers, body);
      throw error;
    }
  };

  function once(path: string, headers: http.OutgoingHttpHeaders, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = client.request(url, { method: "POST", path, headers, agent: connection });
      const deadline = setTimeout(
        () => request.destroy(new Error(`no answer within ${times.answerMs} ms`)),
        times.answerMs,
      );
      const fail = (error: Error & { code?: string }) => {
        clearTimeout(deadline);
        const isStale = request.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
        reject(isStale ? new StaleConnection(error.message) : error);
      };
      request.on("error", fail);
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
          else request.destroy(new Error("the answer is too long to be the collector's"));
        });
        response.on("error", fail);
        response.on("end", () => {
          clearTimeout(deadline);
          const retryAfter = response.headers["retry-after"];
          resolve({ status: response.statusCode ?? 0, retryAfter, body: Buffer.concat(chunks).toString("utf8") });
        });
      });
      request.end(body);
    });
  }

  return { post, close: () => connection.destroy() };
}

class StaleConnection extends Error {}
