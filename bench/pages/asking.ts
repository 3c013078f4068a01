import { Agent, get } from "node:http";

export interface Answered {
  readonly status: number;
  /** As sent: compressed. */
  readonly bytes: number;
  readonly ms: number;
}

const connections = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * Asks as a browser does, on a connection that stays open, and waits for the last byte; of a live stream and of a file to
 * keep, which are written while they are read, for the first. The time includes the compression and the way over the loopback.
 */
export function ask(url: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get(
      url,
      { agent: connections, headers: { "accept-encoding": "gzip, deflate, br", accept: "text/html", ...headers } },
      (response) => {
        const status = response.statusCode ?? 0;
        let bytes = 0;
        const done = () => resolve({ status, bytes, ms: performance.now() - started });
        const isEndless = response.headers["content-type"]?.startsWith("text/event-stream");
        if (isEndless || response.headers["content-disposition"]?.startsWith("attachment")) {
          response.once("data", done).on("error", () => {});
          response.once("data", () => request.destroy());
          return;
        }
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on("end", done).on("error", reject);
      },
    );
    request.on("error", reject);
  });
}
