import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { isLoopback, plainAddress } from "#app/http/address.ts";
import { MAX_BODY_BYTES } from "#app/http/limits.ts";
import { securityHeaders } from "#app/http/security-headers.ts";
import { demoLoginsAllowed, trustedOrigins } from "#app/http/settings.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

describe("every answer", () => {
  test.each([
    "/sign-in",
    "/healthz",
    "/nothing-here",
    "/assets/nothing.js",
    "/account",
  ])("of %s carries the security headers", async (path) => {
    const { headers } = await extranet.ask(path);

    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{22,}'/);
    expect(policy).not.toContain("unsafe-");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("has a nonce of its own, and the page's scripts carry it", async () => {
    const answers = await Promise.all([extranet.ask("/sign-in"), extranet.ask("/sign-in")]);
    const nonces = answers.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    );
    const html = (await answers[0]?.text()) ?? "";

    expect(new Set(nonces).size).toBe(2);
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`);
    expect(html).not.toMatch(/\sstyle="/);
    expect(html).not.toMatch(/\son\w+="/);
  });

  test("of https tells the browser to stay there", () => {
    const headers = securityHeaders({ nonce: "n", https: true });

    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    expect(securityHeaders({ nonce: "n", https: false })).not.toHaveProperty("strict-transport-security");
  });
});

describe("a write", () => {
  test.each([
    ["from another site", { origin: "https://evil.example" }],
    ["from a sandboxed frame", { origin: "null" }],
    ["that the browser calls cross-site", { "sec-fetch-site": "cross-site" }],
  ])("%s is refused before anything is read", (_sentence, headers) =>
    withDatabase(async (db) => {
      const { viewer } = await popgom(db);
      const as = await extranet.signedInAs(viewer.id);

      const answer = await extranet.ask("/sign-out", { as, form: {}, headers });

      expect(answer.status).toBe(403);
      expect((await extranet.ask("/account", { as })).status).toBe(200);
    }));

  test("that is too long is refused by its announced length", async () => {
    const answer = await extranet.ask("/sign-in", { form: { email: "x".repeat(MAX_BODY_BYTES + 1) } });

    expect(answer.status).toBe(413);
  });

  test("of unknown length is refused", async () => {
    const answer = await raw(
      "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    );

    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
  });

  test("without a body is a form without fields", async () => {
    const answer = await extranet.ask("/sign-in", { method: "POST" });

    expect(answer.status).toBe(400);
  });

  test.each(["application/json", "text/plain", "multipart/form-data; boundary=x"])("of %s is no form", async (type) => {
    const answer = await raw(
      `POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 4\r\n\r\n--y\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  });

  test("goes on behind a proxy that names another host", async () => {
    const { origin } = new URL(extranet.url);
    const body = "email=nobody%40example.test&password=wrong";
    const answer = await raw(
      `POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:9\r\nOrigin: ${origin}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });
});

test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])("%s is no method of ours", async (method) => {
  for (const path of ["/sign-in", "/projects/popgom/live", "/nothing-here"]) {
    const answer = await raw(
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/^allow: GET, HEAD, POST\r$/im);
  }
});

test("an address that cannot be read is refused without a word about the program", async () => {
  const answer = await raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toMatch(/node_modules|URIError|<pre>/);
});

describe("a slow client", () => {
  test.each([
    ["that never ends its headers", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "],
    ["that never sends its body", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nemail="],
  ])("%s is gone within twelve seconds", { timeout: 30_000 }, async (_sentence, start) => {
    const { socket, closed } = opened(start);
    const drip = setInterval(() => socket.write("a"), 1_000);
    const began = Date.now();
    await closed;
    clearInterval(drip);

    expect(Date.now() - began).toBeLessThan(12_000);
  });

  test("does not keep others waiting", async () => {
    const slow = Array.from({ length: 200 }, () => opened("GET / HTTP/1.1\r\nX: "));
    const began = Date.now();
    const answer = await extranet.ask("/healthz");
    for (const { socket } of slow) socket.destroy();

    expect(answer.status).toBe(200);
    expect(Date.now() - began).toBeLessThan(1_500);
  });
});

describe("the caller's address", () => {
  test.each([
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["2001:db8::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["10.1.2.3, 10.9.9.9", "unknown"],
    [undefined, "unknown"],
  ])("%s is written %s", (given, expected) => {
    expect(plainAddress(given)).toBe(expected);
  });

  test("is the socket's, whatever the headers say", () =>
    withDatabase(async (db) => {
      const { viewer } = await popgom(db);
      const form = { email: viewer.email, password: "timonerie-demo" };
      const headers = { "x-timonerie-ip": "6.6.6.6", "x-forwarded-for": "6.6.6.6", "x-real-ip": "6.6.6.6" };
      await extranet.ask("/sign-in", { form, headers });

      const [session] = await db.query.session.findMany();
      expect(session?.ipAddress).toBe("127.0.0.1");
    }));

  test.each([
    ["localhost", true],
    ["127.0.0.1", true],
    ["127.8.8.8", true],
    ["[::1]", true],
    ["0.0.0.0", false],
    ["192.168.1.4", false],
    ["127.0.0.1.evil.example", false],
    ["extranet.example", false],
  ])("%s loopback: %s", (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe("demo logins", () => {
  test("work on loopback only, unless exposed on purpose", () => {
    const before = { ...process.env };
    try {
      expect(demoLoginsAllowed("localhost:3000")).toBe(true);
      expect(demoLoginsAllowed("extranet.example")).toBe(false);
      process.env.TIMONERIE_HOST = "0.0.0.0";
      expect(demoLoginsAllowed("localhost:3000")).toBe(false);
      process.env.TIMONERIE_DEMO = "expose";
      expect(demoLoginsAllowed("extranet.example")).toBe(true);
    } finally {
      process.env = before;
    }
  });

  test("on this machine both names of it may write", () => {
    const { port } = new URL(extranet.url);

    expect(trustedOrigins()).toEqual([`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
  });
});

function opened(start: string): { socket: Socket; closed: Promise<string> } {
  const socket = connect(Number(new URL(extranet.url).port), "127.0.0.1", () => socket.write(start));
  let received = "";
  socket.on("data", (part) => {
    received += part.toString();
  });
  socket.on("error", () => {});
  return { socket, closed: new Promise((resolve) => socket.on("close", () => resolve(received))) };
}

async function raw(request: string): Promise<string> {
  return opened(request).closed;
}
