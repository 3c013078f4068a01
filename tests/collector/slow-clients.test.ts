import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";

import { pushBody, send, withCollector } from "./support.ts";

/** What slow clients send first, and then no more. */
const OPENINGS: Record<string, (token: string) => string> = {
  "says nothing": () => "",
  "never ends its headers": () => "POST /v1/push HTTP/1.1\r\nHost: a\r\nX-A: ",
  "stops in the middle of its body": (token) => head(token, 1_000),
  "has no token, and a body that never ends": () => head("x".repeat(43), 900_000),
};

test(
  "slow clients of every kind are gone within 10 s, and the others are served meanwhile (L3)",
  () =>
    withCollector(async ({ url, token }) => {
      const { hostname, port } = new URL(url);
      const started = performance.now();
      const gone = Object.entries(OPENINGS).flatMap(([kind, opening]) =>
        Array.from({ length: 50 }, async () => {
          const socket = connect(Number(port), hostname).on("error", () => undefined);
          socket.resume().write(opening(token));
          await once(socket, "close");
          return { kind, ms: performance.now() - started };
        }),
      );

      const asked = performance.now();
      expect((await send(url, "/v1/push", { token, body: pushBody([]) })).status).toBe(200);
      expect(performance.now() - asked).toBeLessThan(500);
      expect((await Promise.all(gone)).filter(({ ms }) => ms > 10_000)).toEqual([]);
    }),
  30_000,
);

function head(token: string, length: number): string {
  return `POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${length}\r\n\r\n{"schema":`;
}
