import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { auditEntries } from "#db/schema/audit.ts";
import { machines } from "#db/schema/machines.ts";
import { enrolmentTokens, sourceFacts, sourceTokens } from "#db/schema/sources.ts";

import { type CollectorTest, pushBody, send, withCollector } from "./support.ts";

const HOUR = 3_600_000;

describe("an enrolment", () => {
  test("exchanges its token for the machine's own, which pushes for that machine, and is written down", () =>
    withCollector(async (collector) => {
      const { web2 } = collector.world;
      const answer = await enrol(collector, await enrolmentFor(collector, web2.sourceId));
      expect(answer.body).toEqual({ token: expect.any(String), machine: "web-2", interval_seconds: 10 });

      const now = Date.now();
      await send(collector.url, "/v1/push", { token: answer.body.token, body: pushBody([[now, 1, 2, 3]]) });
      expect(collector.collector.live.get(web2.sourceId)?.at).toBe(now);

      const [entry] = await collector.db.select().from(auditEntries).where(eq(auditEntries.action, "machine.enrol"));
      expect(entry).toMatchObject({ actorName: "agent web-2.internal", subjectName: "web-2", address: "127.0.0.1" });
      const hashes = (await collector.db.select().from(sourceTokens)).map(({ tokenHash }) => tokenHash.toString("hex"));
      expect(hashes).toContain(createHash("sha256").update(answer.body.token).digest("hex"));
    }));

  test("succeeds once, also when tried ten times at once", () =>
    withCollector(async (collector) => {
      const token = await enrolmentFor(collector, collector.world.web2.sourceId);
      const answers = await Promise.all(Array.from({ length: 10 }, () => enrol(collector, token)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(403)]);
    }));

  test("leaves the machine's older tokens as they are: their agent has a spool to send", () =>
    withCollector(async (collector) => {
      await enrol(collector, await enrolmentFor(collector, collector.world.web1.sourceId));
      expect((await send(collector.url, "/v1/push", { ...collector, body: pushBody([]) })).status).toBe(200);
    }));

  test("is refused alike with a token that is unknown or expired, and for a retired machine", () =>
    withCollector(async (collector) => {
      const { web2, db1 } = collector.world;
      const expired = await enrolmentFor(collector, web2.sourceId, -HOUR);
      const retired = await enrolmentFor(collector, db1.sourceId);
      await collector.db.update(machines).set({ retiredAt: new Date() }).where(eq(machines.id, db1.id));
      const answers = await Promise.all([expired, retired, "x".repeat(43)].map((token) => enrol(collector, token)));
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }));

  test("guessed 100 times from one address is not looked at any more", () =>
    withCollector(async (collector) => {
      const guess = (index: number) => enrol(collector, `guess-number-${String(index).padStart(20, "0")}`);
      for (let index = 0; index < 100; index += 1) expect((await guess(index)).status).toBe(403);
      expect((await guess(100)).status).toBe(429);
    }));

  test.each([
    ["no token", { hostname: "a" }, "$.enrolment_token"],
    ["a host name that is a line", { enrolment_token: "x".repeat(43), hostname: "a\nb" }, "$.hostname"],
    ["a field too many", { enrolment_token: "x".repeat(43), hostname: "a", source: 1 }, "$"],
  ])("with %s is refused, with the path", (_sentence, body, path) =>
    withCollector(async ({ url }) => {
      const answer = await send(url, "/v1/enrol", { body });
      expect([answer.status, answer.body.error, answer.body.path]).toEqual([400, "malformed", path]);
    }));
});

test("an inventory is kept without the fields that are not what they should be", () =>
  withCollector(async (collector) => {
    const inventory = {
      hostname: "web-1",
      cpu: { cores: 4, model: null },
      memoryBytes: "much",
      disks: [{ device: "sda" }, 7],
    };
    const at = Date.now();
    const answer = await send(collector.url, "/v1/inventory", { ...collector, body: { at, inventory } });
    expect(answer.status).toBe(204);
    const [fact] = await collector.db.select().from(sourceFacts);
    expect(fact?.value).toEqual({ hostname: "web-1", cpu: { cores: 4 }, disks: [{ device: "sda" }] });
  }));

test("the agent is handed out with its SHA-256, and its installation checks it", async () => {
  const directory = mkdtempSync(join(tmpdir(), "agent-files-"));
  const bundle = "console.log('agent');\n";
  for (const name of ["agent.cjs", "agent-inventory.cjs"]) writeFileSync(join(directory, name), bundle);
  const sha256 = createHash("sha256").update(bundle).digest("hex");
  await withCollector(
    async ({ url }) => {
      const agent = await send(url, "/agent/timonerie-agent.cjs", { method: "GET" });
      expect([agent.body, agent.headers["x-content-sha256"]]).toEqual([bundle, sha256]);
      const script = await send(url, "/agent/install.sh", { method: "GET" });
      expect(script.body).toContain(`download timonerie-agent.cjs agent.cjs ${sha256}`);
      expect(script.body).toContain("URL='http://collector.test'");
      expect(script.body).toContain("User=timonerie-agent");
    },
    { settings: { agentDirectory: directory } },
  ).finally(() => rmSync(directory, { recursive: true }));
});

test("an agent that is not built is not found", () =>
  withCollector(async ({ url }) => {
    expect((await send(url, "/agent/install.sh", { method: "GET" })).status).toBe(404);
  }));

function enrol({ url }: CollectorTest, token: string) {
  return send(url, "/v1/enrol", { body: { enrolment_token: token, hostname: "web-2.internal" } });
}

async function enrolmentFor({ db }: CollectorTest, sourceId: number, validMs = HOUR): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest();
  const expiresAt = new Date(Date.now() + validMs);
  await db.insert(enrolmentTokens).values({ sourceId, tokenHash, createdAt: new Date(), expiresAt });
  return token;
}
