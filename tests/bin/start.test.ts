import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openDatabase } from "#db/client.server.ts";
import { isAlive } from "#db/processes.ts";
import { ownDatabase } from "#tests/support/database.ts";
import { freePort } from "#tests/support/program.ts";
import { ROOT } from "#tests/support/stack.ts";
import { build } from "../../bin/build.mjs";

/** The whole of `npm start`, on one data directory: each test begins where the one before left it. */
let data: string;
let env: NodeJS.ProcessEnv;
let extranet: string;
let collector: string;
let shop: string;
/** Stands from the second start to the kill. */
let running: Started | undefined;

const UP = "Ctrl-C stops everything";

beforeAll(async () => {
  await build();
  data = mkdtempSync(join(tmpdir(), "timonerie-start-"));
  const [port, collectorPort, shopPort] = [await freePort(), await freePort(), await freePort()];
  extranet = `http://127.0.0.1:${port}`;
  collector = `http://127.0.0.1:${collectorPort}`;
  shop = `http://127.0.0.1:${shopPort}`;
  const { DATABASE_URL: _theTests, ...inherited } = process.env;
  env = {
    ...inherited,
    TIMONERIE_DATA: data,
    TIMONERIE_PORT: String(port),
    TIMONERIE_COLLECTOR_PORT: String(collectorPort),
    TIMONERIE_SHOP_PORT: String(shopPort),
  };
}, 180_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  said(): string;
  /** Waits until it has said the text, or has ended. */
  until(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(overrides: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: ROOT,
    env: { ...env, ...overrides },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((settle) => child.once("close", settle));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said += text;
    });
  }
  return {
    child,
    ended,
    said: () => said,
    async until(text) {
      while (!said.includes(text) && child.exitCode === null && child.signalCode === null) await pause(20);
      if (!said.includes(text)) throw new Error(`it ended before it said "${text}":\n${said}`);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

async function health(base: string): Promise<number | "nobody"> {
  return fetch(`${base}/healthz`).then(
    (answer) => answer.status,
    () => "nobody" as const,
  );
}

/** Everything that runs on the data directory: the pid files of the programs, and MariaDB's. */
function processes(): number[] {
  const files = readdirSync(join(data, "run")).map((file) => join(data, "run", file));
  return [...files, join(data, "mariadb/mariadbd.pid")].map((file) => Number.parseInt(readFileSync(file, "utf8"), 10));
}

async function counted(sql: string): Promise<number> {
  const socket = encodeURIComponent(join(data, "mariadb/run/db.sock"));
  const handle = openDatabase(`mysql://root@localhost/timonerie?socket=${socket}`);
  const [rows] = await handle.pool.query<RowDataPacket[]>(sql);
  await handle.close();
  return Number(rows[0]?.count);
}

/** Stored snapshots, one by one before they are sealed, and some a row afterwards. */
const SNAPSHOTS = `select source_id, 1 as snapshots from metric_tail
  union all select source_id, 1 from metric_tail_sealing union all select source_id, snapshots from metric_chunks`;

test("the first start brings up everything, and this machine's own agent measures", async () => {
  const started = start();
  await started.until(UP);

  expect(await health(extranet)).toBe(200);
  expect(await health(collector)).toBe(200);
  expect(await health(shop)).toBe(200);
  expect(started.said()).toContain(`Timonerie is up:  http://localhost:${new URL(extranet).port}`);
  expect(started.said()).toContain(`POPGOM, the shop: http://localhost:${new URL(shop).port}`);
  expect(started.said()).toContain("viewer@autre.test");
  expect(statSync(data).mode & 0o777).toBe(0o700);
  expect(statSync(join(data, "internal.secret")).mode & 0o777).toBe(0o600);
  expect(statSync(join(data, "secrets/simulated-fleet.json")).mode & 0o777).toBe(0o600);
  const ofLocal = `select count(*) as count from (${SNAPSHOTS}) samples
    join sources on sources.id = source_id join machines on machines.id = machine_id where machines.name = 'local'`;
  while ((await counted(ofLocal)) < 2) await pause(200);

  const all = processes();
  expect(all.length).toBe(9);
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
  expect(await health(extranet)).toBe("nobody");
}, 120_000);

test("a second start is ready in less than ten seconds and keeps what is there", async () => {
  const begun = Date.now();
  running = start();
  await running.until(UP);

  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(running.said()).not.toContain("Building");
  expect(await counted("select count(*) as count from machines")).toBe(12);
}, 60_000);

test("the simulated fleet's last 24 hours are there at steps of a minute", async () => {
  // Eleven machines, but for what one of them leaves out by its silences.
  while ((await counted(`select sum(snapshots) as count from (${SNAPSHOTS}) samples`)) < 15_000) await pause(200);
}, 60_000);

test("a start beside a running one is refused", async () => {
  const second = start();

  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`Timonerie already runs on ${data}`);
});

test("a killed MariaDB (-9) is started again, and all answer", async () => {
  const [database] = processes().slice(-1);
  process.kill(database ?? 0, "SIGKILL");

  await running?.until("ended unasked, starts again and recovers");
  while ((await health(extranet)) !== 200 || (await health(collector)) !== 200) await pause(100);
}, 60_000);

test("a killed extranet (-9) is started again", async () => {
  const pid = Number.parseInt(readFileSync(join(data, "run/extranet.pid"), "utf8"), 10);
  process.kill(pid, "SIGKILL");

  await running?.until("extranet  │ ended (SIGKILL), starts again in 0.5 s");
  while ((await health(extranet)) !== 200) await pause(100);
}, 60_000);

test("a start after a killed one takes over the database, ends the orphans and stops on Ctrl-C", async () => {
  running?.child.kill("SIGKILL");
  await running?.ended;
  const orphans = processes();
  expect(orphans.filter(isAlive).length).toBe(8);

  const started = start();
  await started.until(UP);

  expect(started.said()).toContain("mariadb   │ taken over from an earlier run");
  expect(orphans.filter(isAlive)).toEqual(orphans.slice(-1));

  const all = processes();
  started.child.kill("SIGINT");
  expect(await started.ended).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
}, 120_000);

test("a taken port is refused in one line that names it and the setting that moves it", async () => {
  const squatter = createServer();
  const taken = Number(new URL(collector).port);
  await new Promise<void>((listening) => squatter.listen(taken, "127.0.0.1", listening));

  const started = start();
  const status = await started.ended;
  squatter.close();

  expect(status).toBe(1);
  expect(started.said()).toBe(
    `Port ${taken} of 127.0.0.1 is taken by another program. Stop it, or set TIMONERIE_COLLECTOR_PORT to a free port: TIMONERIE_COLLECTOR_PORT=${taken + 1} npm start\n`,
  );
});

test.each([
  [
    "a port that is none",
    { TIMONERIE_PORT: "http" },
    "TIMONERIE_PORT is http: a port is a whole number from 1 to 65535.",
  ],
  ["a demo that is none", { TIMONERIE_DEMO: "yes" }, "TIMONERIE_DEMO is yes: it may be on, off, large or expose."],
  [
    "a database that does not answer",
    { DATABASE_URL: "mysql://root@127.0.0.1:1/timonerie" },
    "The database of DATABASE_URL does not answer: connect ECONNREFUSED 127.0.0.1:1",
  ],
])("%s is refused in one line", async (_sentence, overrides, line) => {
  const started = start(overrides);

  expect(await started.ended).toBe(1);
  expect(started.said()).toBe(`${line}\n`);
});

test("without demo, the first start prints a link that makes the first admin", async () => {
  const started = start({ TIMONERIE_DEMO: "off", TIMONERIE_DATA: join(data, "no-demo") });
  await started.until(UP);

  const [link] = /http:\S+\/first-admin\/\S+/.exec(started.said()) ?? [];
  expect(started.said()).not.toContain("@timonerie.test");
  expect(await health(shop)).toBe("nobody");
  expect((await fetch(link ?? "")).status).toBe(200);
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(0);
}, 120_000);

test("DATABASE_URL is used instead of a MariaDB of its own, and refused when it is newer than the program", async () => {
  const database = await ownDatabase();
  const overrides = { DATABASE_URL: database.url, TIMONERIE_DATA: join(data, "given") };

  const started = start(overrides);
  await started.until(UP);
  expect(started.said()).toContain("mariadb   │ that of DATABASE_URL");
  expect(existsSync(join(data, "given/mariadb"))).toBe(false);
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(0);

  await database.pool.query("insert into schema_migrations values ('9001_tomorrow', 0, '', now(), now())");
  const refused = start(overrides);
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(
    /^The database is newer than this program: it has migration 9001_tomorrow, the newest known here is \w+\. Start the newer version, or restore the backup made before the upgrade\.\n$/,
  );
  await database.drop();
}, 120_000);

test("a second Ctrl-C does not wait", async () => {
  const started = start();
  await started.until(UP);
  const all = processes();

  started.child.kill("SIGINT");
  await started.until("Stopping");
  started.child.kill("SIGINT");

  expect(await started.ended).toBe(130);
  while (all.some(isAlive)) await pause(20);
}, 60_000);
