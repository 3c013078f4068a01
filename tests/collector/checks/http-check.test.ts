import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { httpCheck } from "#collector/checks/http-check.ts";
import type { Look } from "#collector/checks/result.ts";
import { tcpCheck } from "#collector/checks/tcp-check.ts";
import type { HttpTarget } from "#domain/checks/check.ts";

const FIRST_BYTE_MS = 120;
const BODY_MS = 90;
const directory = mkdtempSync(join(tmpdir(), "timonerie-tls-"));
const servers: Server[] = [];
const ports = { plain: 0, valid: 0, expired: 0 };
let ca = "";

const shop: RequestListener = (request, response) => {
  if (request.url === "/moved") return void response.writeHead(301, { location: "/" }).end();
  if (request.url === "/round") return void response.writeHead(302, { location: "/round" }).end();
  if (request.url === "/broken") return void response.writeHead(500).end("sorry");
  if (request.url === "/cut") return void response.socket?.destroy();
  if (request.url === "/silent") return;
  setTimeout(() => {
    response.write("<h1>PNEUS");
    setTimeout(() => response.end(" en ligne</h1>"), BODY_MS);
  }, FIRST_BYTE_MS);
};

beforeAll(async () => {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  openssl(
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "20",
    ...subject,
    "-keyout",
    "key.pem",
    "-out",
    "valid.pem",
  );
  openssl("req", "-new", "-key", "key.pem", "-subj", "/CN=localhost", "-out", "asked.csr");
  openssl("x509", "-req", "-in", "asked.csr", "-signkey", "key.pem", "-days", "-1", "-out", "expired.pem");
  const pem = (name: string) => readFileSync(join(directory, name), "utf8");
  ca = pem("valid.pem") + pem("expired.pem");
  ports.plain = await listening(createServer(shop));
  ports.valid = await listening(createSecureServer({ key: pem("key.pem"), cert: pem("valid.pem") }, shop));
  ports.expired = await listening(createSecureServer({ key: pem("key.pem"), cert: pem("expired.pem") }, shop));
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(directory, { recursive: true });
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

function look(url: string, over: Partial<HttpTarget> = {}, timeoutMs = 5_000): Promise<Look> {
  const target = { url, status: 200, text: null, slowMs: 4_000, ...over };
  const allowed = { host: new URL(url).hostname, port: Number(new URL(url).port) };
  const rule = { resolve: async () => ["127.0.0.1"], allowed };
  return httpCheck(target, rule, AbortSignal.timeout(timeoutMs), { ca });
}

test("the time of a page is split into its phases", async () => {
  const { outcome, timings, evidence } = await look(`https://localhost:${ports.valid}/`, { text: "PNEUS en ligne" });

  expect(outcome).toBe("ok");
  expect(Object.keys(timings)).toEqual(["dns", "connect", "tls", "firstByte", "body"]);
  expect(timings.firstByte).toBeGreaterThanOrEqual(FIRST_BYTE_MS - 2);
  expect(timings.body).toBeGreaterThanOrEqual(BODY_MS / 2);
  expect(timings.body).toBeLessThan(FIRST_BYTE_MS + BODY_MS);
  const days = (Date.parse(evidence.tlsExpiresAt ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(19.9);
  expect(days).toBeLessThanOrEqual(20);
});

test.each([
  ["a page that answers", "/", {}, "ok", null],
  ["a redirect that is followed", "/moved", {}, "ok", null],
  ["a redirect that is expected", "/moved", { status: 301 }, "ok", null],
  ["a redirect to itself", "/round", {}, "failed", "tooManyRedirects"],
  ["an error of the shop", "/broken", {}, "failed", "status"],
  ["a text that is missing", "/", { text: "POPGOM" }, "failed", "textMissing"],
  ["a connection that is cut", "/cut", {}, "failed", "connectionReset"],
  ["a page that takes longer than it may", "/", { slowMs: 100 }, "slow", "slow"],
])("%s", async (_sentence, path, over, outcome, reason) => {
  expect(await look(`http://localhost:${ports.plain}${path}`, over)).toMatchObject({ outcome, reason });
});

test("a shop that says nothing has failed when the time is over", async () => {
  const looked = await look(`http://localhost:${ports.plain}/silent`, {}, 300);

  expect(looked).toMatchObject({ outcome: "failed", reason: "timeout" });
  expect(looked.timings.firstByte).toBeLessThan(1_500);
});

test("an expired certificate, one of another name and one of nobody fail by name", async () => {
  expect((await look(`https://localhost:${ports.expired}/`)).reason).toBe("certificateExpired");
  expect((await look(`https://other.example:${ports.valid}/`)).reason).toBe("certificateName");
  const rule = { resolve: async () => ["127.0.0.1"], allowed: { host: "localhost", port: ports.valid } };
  const target = { url: `https://localhost:${ports.valid}/`, status: 200, text: null, slowMs: 1_000 };
  expect((await httpCheck(target, rule, AbortSignal.timeout(2_000))).reason).toBe("certificateUntrusted");
});

test("a closed port has failed; a resolver that is silent leaves us blind", async () => {
  const target = { host: "shop.example", port: ports.plain, slowMs: 1_000 };
  const allowed = { host: "shop.example", port: ports.plain };
  const by = (resolve: () => Promise<string[]>) => tcpCheck(target, { resolve, allowed }, AbortSignal.timeout(200));

  expect(await by(async () => ["127.0.0.1"])).toMatchObject({ outcome: "ok", evidence: { address: "127.0.0.1" } });
  expect(await by(() => new Promise(() => {}))).toMatchObject({ outcome: "blind", reason: "resolverSilent" });
  expect(await by(() => Promise.reject(Object.assign(new Error(), { code: "EAI_AGAIN" })))).toMatchObject({
    outcome: "blind",
  });
  expect(await by(() => Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" })))).toMatchObject({
    outcome: "failed",
  });
  const closed = { host: "shop.example", port: 1, slowMs: 1_000 };
  const rule = { resolve: async () => ["127.0.0.1"], allowed: { host: "shop.example", port: 1 } };
  expect(await tcpCheck(closed, rule, AbortSignal.timeout(500))).toMatchObject({
    outcome: "failed",
    reason: "connectionRefused",
  });
});
