import { Agent, get } from "node:http";

export interface Answered {
  readonly status: number;
  /** As sent: compressed. */
  readonly bytes: number;
  readonly ms: number;
}

const connections = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * Asks as a browser does, on a connection that stays open, and waits for the last byte; of a live stream for its first. The
 * time includes the compression and the way over the loopback.
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
        if (response.headers["content-type"]?.startsWith("text/event-stream")) {
          done();
          request.destroy();
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
