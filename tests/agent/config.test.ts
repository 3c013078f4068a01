import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collectorUrl } from "#agent/collector-url.ts";
import { agentCommand } from "#agent/command.ts";
import { optionsOf, readConfig } from "#agent/config.ts";
import { lockData } from "#agent/data-lock.ts";
import { enrol } from "#agent/enrol.ts";
import { AGENT_VERSION } from "#agent/version.ts";

let dataDirectory: string;
let server: Server;
let url: string;
let reply: { status: number; body: string };
let asked: { path?: string; body: string; authorization?: string }[];

beforeEach(async () => {
  dataDirectory = join(mkdtempSync(join(tmpdir(), "timonerie-agent-")), "data");
  asked = [];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ path: request.url, body, authorization: request.headers.authorization });
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  reply = { status: 200, body: JSON.stringify({ token: "tok-0123456789", machine: "web-1", interval_seconds: 10 }) };
});
afterEach(async () => {
  rmSync(join(dataDirectory, ".."), { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  "https://collector.example:4000",
  "http://127.0.0.1:4000",
  "http://localhost:4000",
  "http://[::1]:4000",
])("%s is a collector's address", (text) => expect(collectorUrl(text)).toHaveProperty("url"));

test.each([
  ["http://collector.example:4000", "use https"],
  ["http://127.0.0.1.evil.example", "use https"],
  ["http://10.0.0.7:4000", "use https"],
  ["ftp://collector.example", "not ftp"],
  ["https://user:pass@collector.example", "password"],
  ["collector", "is not an address"],
])("%s is refused in one line", (text, reason) => {
  const parsed = collectorUrl(text);
  expect("refused" in parsed && parsed.refused).toContain(reason);
  expect("refused" in parsed && parsed.refused).not.toContain("\n");
});

test("an enrolment exchanges its token and keeps the machine's own readable to the owner only", async () => {
  expect(await enrol({ dataDirectory, url, token: "once" })).toEqual({ machine: "web-1" });
  expect(asked[0]).toMatchObject({ path: "/v1/enrol", authorization: undefined });
  expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({ enrolment_token: "once", hostname: expect.any(String) });
  expect(statSync(join(dataDirectory, "token")).mode & 0o777).toBe(0o600);
  expect(statSync(dataDirectory).mode & 0o777).toBe(0o700);
  expect(readConfig({ dataDirectory })).toEqual({
    dataDirectory,
    url: new URL(url),
    token: "tok-0123456789",
    intervalSeconds: 10,
  });
});

test("a token file that was readable to all is not after a new enrolment", async () => {
  mkdirSync(dataDirectory, { recursive: true });
  for (const name of ["token", "token.new"]) {
    writeFileSync(join(dataDirectory, name), "old");
    chmodSync(join(dataDirectory, name), 0o644);
  }
  await enrol({ dataDirectory, url, token: "once" });
  expect(statSync(join(dataDirectory, "token")).mode & 0o777).toBe(0o600);
});

test.each([
  [403, JSON.stringify({ error: "enrolment_refused", message: "this token was used" }), "this token was used"],
  [502, "<html>bad gateway</html>", "status 502"],
  [200, "<html>welcome to the wireless network</html>", "status 200"],
  [200, JSON.stringify({ token: "bad\ntoken-value", machine: "x", interval_seconds: 10 }), "refused"],
])("an enrolment answered with %i says why and keeps nothing", async (status, body, reason) => {
  reply = { status, body };
  const answer = await enrol({ dataDirectory, url, token: "once" });
  expect("refused" in answer && answer.refused).toContain(reason);
  expect(readConfig({ dataDirectory })).toHaveProperty("refused");
});

test("an enrolment by plain http to another machine sends nothing", async () => {
  const answer = await enrol({ dataDirectory, url: "http://collector.example", token: "once" });
  expect("refused" in answer && answer.refused).toContain("use https");
});

test("an agent that is not enrolled says so in one line and ends", async () => {
  const said = vi.mocked(console.error).mockImplementation(() => {});
  expect(await agentCommand(["run", "--data", dataDirectory], {})).toBe(1);
  expect(said).toHaveBeenCalledWith(expect.stringMatching(/^not enrolled yet/));
});

test("an unknown option or command is refused in one line", async () => {
  const said = vi.mocked(console.error).mockImplementation(() => {});
  expect(await agentCommand(["--exec", "rm"], {})).toBe(1);
  expect(await agentCommand(["dance"], {})).toBe(1);
  expect(said.mock.calls.every(([line]) => !String(line).includes("\n"))).toBe(true);
});

test("it names its commands when it is asked for them", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  expect(await agentCommand(["help"])).toBe(0);
  expect(said.mock.calls.join()).toContain("restore-test SLUG");
});

test("it says its version", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  expect(await agentCommand(["version"])).toBe(0);
  expect(said).toHaveBeenCalledWith(AGENT_VERSION);
});

test("options stand before the environment, and that before the default", () => {
  const environment = { TIMONERIE_AGENT_DATA: "/one", TIMONERIE_COLLECTOR_URL: "https://one" };
  expect(optionsOf([], environment)).toMatchObject({ dataDirectory: "/one", url: "https://one" });
  expect(optionsOf(["--data", "/two", "--url", "https://two"], environment)).toMatchObject({
    dataDirectory: "/two",
    url: "https://two",
  });
  expect(optionsOf([], {})).toMatchObject({ dataDirectory: "/var/lib/timonerie-agent", url: undefined });
});

test("settings that are damaged are as good as none", () => {
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(join(dataDirectory, "agent.json"), "{");
  writeFileSync(join(dataDirectory, "token"), "tok-0123456789\n");
  expect(readConfig({ dataDirectory })).toHaveProperty("refused");
  expect(readConfig({ dataDirectory, url })).toMatchObject({ token: "tok-0123456789", intervalSeconds: 10 });
});

test("a data directory belongs to one living agent; what a dead one left holds nobody up", () => {
  mkdirSync(dataDirectory, { recursive: true });
  const started = (pid: number | string) => writeFileSync(join(dataDirectory, "agent.lock"), `${pid} 1\n`);
  started(process.ppid);
  const first = lockData(dataDirectory);
  expect(first).toHaveProperty("release");
  if ("release" in first) first.release();
  started("");
  expect(lockData(dataDirectory)).toHaveProperty("release");
});
