import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";

import { mayBePush, plainHead } from "#collector/http/plain-head.ts";

const BODY = '{"schema":"x","snapshots":[]}';

/** Lines of which a push is made, or nearly; the others give it away at once. */
const near = fc.constantFrom(
  "Authorization: Bearer abc",
  "authorization: Bearer abcd",
  "Connection: Keep-Alive",
  "Content-Type: application/json",
  "X-Forwarded-For: 10.0.0.1, 10.0.0.2",
  "x-forwarded-for: 10.0.0.3",
  "User-Agent: a  b",
  "Accept: */*",
  "Host: a",
  `content-length: ${BODY.length}`,
  "Content-Length: 5",
);
const line = fc.oneof(
  { weight: 12, arbitrary: near },
  fc.constantFrom(
    "Host: a",
    "host: b",
    "Authorization: Bearer abc",
    "authorization:  Bearer abc",
    "Authorization: Bearer abc ",
    `Content-Length: ${BODY.length}`,
    `content-length: ${BODY.length}`,
    `Content-Length: 0${BODY.length}`,
    `Content-Length: +${BODY.length}`,
    "Content-Length: 5",
    `Content-Length: ${BODY.length}, ${BODY.length}`,
    "Transfer-Encoding: chunked",
    "Connection: keep-alive",
    "Connection: close",
    "Content-Encoding: gzip",
    "Content-Type: application/json",
    "X-Forwarded-For: 10.0.0.1, 10.0.0.2",
    "Expect: 100-continue",
    " folded",
    "no colon",
    "Host : a",
    "User-Agent: a\tb",
    "User-Agent: \u00e9",
  ),
  fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 })).map(([name, value]) => `${name}: ${value}`),
);
const head = fc
  .tuple(
    fc.constantFrom(
      ...Array.from({ length: 9 }, () => "POST /v1/push HTTP/1.1"),
      "POST /v1/push HTTP/1.0",
      "post /v1/push HTTP/1.1",
      "POST /v1/push?x HTTP/1.1",
    ),
    fc.array(line, { maxLength: 5 }),
    fc.constantFrom("\r\n", "\r\n", "\r\n", "\n"),
    fc.boolean(),
  )
  .map(([request, lines, end, isWhole]) =>
    [request, ...(isWhole ? ["Host: h", `Content-Length: ${BODY.length}`] : []), ...lines, "", ""].join(end),
  );

test("what the small parser takes as a push, node's own reads the same", async () => {
  const heard: { authorization: string | undefined; forwardedFor: unknown; body: string }[] = [];
  const server = createServer(async (request, response) => {
    heard.push({
      authorization: request.headers.authorization,
      forwardedFor: request.headers["x-forwarded-for"],
      body: await bodyOf(request),
    });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  let taken = 0;
  try {
    await fc.assert(
      fc.asyncProperty(head, async (text) => {
        const bytes = Buffer.from(`${text}${BODY}`, "latin1");
        const read = plainHead(bytes);
        if (typeof read === "string") return;
        taken += 1;
        heard.length = 0;
        await answered(port, bytes);
        const body = bytes.toString("latin1", read.bodyAt, read.bodyAt + read.bodyLength);
        expect(heard).toEqual([{ authorization: read.authorization, forwardedFor: read.forwardedFor, body }]);
      }),
      { numRuns: 3_000 },
    );
  } finally {
    server.close();
    server.closeAllConnections();
  }
  expect(taken).toBeGreaterThan(100);
});

test("any bytes at all are read without an error", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => void plainHead(Buffer.from(bytes))));
});

test("a head that has not come whole is waited for, unless it can be no push", () => {
  const whole = `POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n`;
  for (let length = 1; length < whole.length; length += 1) {
    const received = Buffer.from(whole.slice(0, length));
    expect([plainHead(received), mayBePush(received)]).toEqual(["partial", true]);
  }
  expect(plainHead(Buffer.from("GET / HTTP/1.1\r\nHost"))).toBe("other");
  for (const other of ["G", "POST /v1/metrics", "POST /v1/push?", "POST /v1/push HTTP/1.0"]) {
    expect(mayBePush(Buffer.from(other))).toBe(false);
  }
  expect(plainHead(Buffer.from(`POST /v1/push HTTP/1.1\r\nX: ${"a".repeat(2_100)}`))).toBe("other");
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
}

/** Sends bytes, and waits for the first of the answer or the end of the connection. */
function answered(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const done = () => {
      socket.destroy();
      resolve();
    };
    socket.once("data", done).on("error", done).on("close", done).setTimeout(2_000, done);
    socket.write(bytes);
  });
}
