import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendBackups } from "#agent/backups/send.ts";
import { saveConfig } from "#agent/config.ts";
import { transportTo } from "#agent/transport.ts";
import { backupRuns, restoreTests } from "#db/schema/backups.ts";
import { agentBundle, type Ended, startAgent } from "#tests/agent/backups/agent-program.ts";
import { withCollector } from "#tests/collector/support.ts";
import { forgetBackups } from "#tests/support/no-backups.ts";

const DUMPS = 12;

let directory: string;
let data: string;
let bundle: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "timonerie-words-"));
  data = join(directory, "agent");
  const dumps = join(directory, "dumps");
  for (const made of [data, dumps]) mkdirSync(made, { mode: 0o700 });
  bundle = await agentBundle(directory);
  for (let index = 1; index <= DUMPS; index += 1) {
    const path = join(dumps, `shop-${index}.sql`);
    writeFileSync(path, "CREATE TABLE `orders` (id int primary key);\n-- Dump completed on 2026-11-22  2:00:05\n");
    utimesSync(path, new Date(), Date.UTC(2026, 10, 22, 2, index) / 1_000);
  }
  const job = { slug: "shop-dump", tool: "mysqldump", directory: dumps };
  writeFileSync(join(data, "backups.json"), JSON.stringify({ jobs: [job] }));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Starts a command and kills it once `isTime`, unless it has ended by then. */
async function killed(args: readonly string[], signal: NodeJS.Signals, isTime: () => boolean): Promise<Ended> {
  const { child, ended } = startAgent(bundle, args);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !isTime()) await pause(2);
  child.kill(signal);
  return ended;
}

const namesIn = (...path: string[]) => {
  try {
    return readdirSync(join(directory, ...path));
  } catch {
    return [];
  }
};
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

const words = () => namesIn("agent", "backups", "outbox").filter((name) => name.endsWith(".json"));

test(
  "readers and restores killed in the middle lose nothing, leave nothing, and tell each thing once",
  {
    timeout: 180_000,
  },
  () =>
    withCollector(async ({ url, db, token }) => {
      await forgetBackups(db);
      // The collector is away: what is found waits.
      saveConfig({ dataDirectory: data, url: new URL("http://127.0.0.1:9"), token, intervalSeconds: 10 });
      await killed(["read-backups", "--data", data], "SIGKILL", () => words().length >= 3);
      await killed(["read-backups", "--data", data], "SIGKILL", () => words().length >= 7);
      expect(await startAgent(bundle, ["read-backups", "--data", data]).ended).toEqual({ code: 0, said: "" });
      expect(words()).toHaveLength(DUMPS);

      const restore = ["restore-test", "shop-dump", "--restore-only", "--data", data];
      const scratch = () => namesIn("agent", "restore");
      const isBegun = () => scratch().some((name) => namesIn("agent", "restore", name).length > 0);
      await killed(restore, "SIGTERM", isBegun);
      expect(scratch()).toEqual([]);
      await killed(restore, "SIGKILL", isBegun);
      const proven = await startAgent(bundle, restore).ended;
      expect(proven).toMatchObject({ code: 0, said: expect.stringContaining("1 of 1 tables") });
      expect(proven.said).toContain("told by the agent later");
      expect(scratch()).toEqual([]);
      const programs = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
      expect(programs.filter((pid) => commandOf(pid).includes(directory))).toEqual([]);

      // It is back. The first time its answers are lost on the way.
      const transport = transportTo(new URL(url), token);
      const deaf = async (path: string, body: unknown) => {
        await transport.post(path, body);
        throw new Error("the answer was lost");
      };
      expect(await sendBackups(data, deaf, () => {})).toMatchObject({ later: "the answer was lost" });
      expect(await sendBackups(data, transport.post, () => {})).toEqual({ done: true });
      transport.close();
      expect(words()).toEqual([]);
      expect(await db.select().from(backupRuns)).toHaveLength(DUMPS);
      const tests = await db.select().from(restoreTests);
      expect(tests.length).toBeGreaterThanOrEqual(1);
      expect(new Set(tests.map(({ at }) => at.getTime())).size).toBe(tests.length);
      expect(tests.every(({ state }) => state === "succeeded")).toBe(true);
    }),
);
