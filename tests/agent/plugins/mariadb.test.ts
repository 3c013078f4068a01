import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Values } from "#agent/host/sensor.ts";
import { parseReading } from "#agent/plugins/mariadb/parse.ts";
import { mariadbSensor } from "#agent/plugins/mariadb/plugin.ts";
import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";

const STATUS = "Questions\t120\nUptime\t60\n";

test("what the client writes is read: status, sizes, names with line ends in them, and nothing else", () => {
  const output = `${STATUS}size\tboutique\t1048576\nsize\ta\\tb\\\\c\t7\nsize\tbroken\tNULL\nWarning (Code 1): no\n`;
  expect(parseReading(output, { withSizes: true })).toEqual({
    questions: 120,
    uptimeSeconds: 60,
    sizes: [
      { database: "boutique", bytes: 1_048_576 },
      { database: "a\tb\\c", bytes: 7 },
    ],
  });
  expect(parseReading("", { withSizes: false })).toEqual({
    questions: undefined,
    uptimeSeconds: undefined,
    sizes: undefined,
  });
});

describe("the sensor", () => {
  const directory = mkdtempSync(join(tmpdir(), "timonerie-mariadb-"));
  const file = join(directory, "mariadb.cnf");
  const name = `measured_${process.pid}`;
  let database: DatabaseHandle;

  beforeAll(async () => {
    const url = await testDatabaseUrl(name);
    await createDatabase(url);
    database = openDatabase(url);
    // What the README says is enough: it may read no data.
    await database.pool.query(`create user '${name}'@'%' identified by 'measures'`);
    await database.pool.query(`grant references on *.* to '${name}'@'%'`);
    const { searchParams, hostname, port } = new URL(url);
    const socket = searchParams.get("socketPath") ?? searchParams.get("socket");
    const where = socket ? `socket="${socket}"` : `host="${hostname}"\nport=${port}`;
    writeFileSync(file, `[client]\nuser="${name}"\npassword="measures"\n${where}\n`, { mode: 0o600 });
  });
  afterAll(async () => {
    await database.pool.query(`drop user '${name}'@'%'`);
    await database.pool.query(`drop database ${name}`);
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test("reads sizes and queries of a real server by its own client", async () => {
    await database.pool.query("create table filled (id int primary key auto_increment, text longtext)");
    await database.pool.query("insert into filled (text) select repeat('x', 400000) from seq_1_to_8");
    await database.pool.query("analyze table filled");
    const sensor = mariadbSensor(file);
    const before = await sensor.read(0);
    for (let query = 0; query < 50; query += 1) await database.pool.query("do 0");
    const after = await sensor.read(30_000);

    expect(before.get("database_queries_per_second")).toBeNull();
    expect(before.get(`database_size_bytes{database="${name}"}`)).toBeGreaterThan(3_000_000);
    expect([...before.keys()].join()).not.toMatch(/information_schema|performance_schema|"mysql"|"sys"/);
    // 50 queries in what the agent's clock calls thirty seconds; others of the run ask too.
    expect(after.get("database_queries_per_second")).toBeGreaterThanOrEqual(50 / 30);
    expect([...after.keys()]).toEqual([...before.keys()]);
  });

  test("says why where the client cannot reach the server, and measures nothing where no file leads to one", async () => {
    const away = join(directory, "away.cnf");
    writeFileSync(away, "[client]\nuser=nobody\nsocket=/nowhere/mysqld.sock\n");
    const sensor = mariadbSensor(away);
    await expect(async () => sensor.read(0)).rejects.toThrow(/connect|socket/i);
    // It is not asked again at once, and what it was before is not told as now.
    await expect(async () => sensor.read(10_000)).rejects.toThrow(/connect|socket/i);
    expect(mariadbSensor(join(directory, "absent.cnf")).read(0)).toEqual(new Map());
  });

  test("a server that began anew, and one that answers nothing, give no rate and no old value", async () => {
    const answers = [STATUS, "Questions\t420\nUptime\t90\n", "Questions\t900\nUptime\t3\n", "", STATUS];
    const asked: boolean[] = [];
    const sensor = mariadbSensor(file, async (statements) => {
      asked.push(statements.includes("TABLE_SCHEMA"));
      return `${answers[asked.length - 1]}${asked.at(-1) ? "size\tboutique\t5\n" : ""}`;
    });
    const rateAt = async (monotonicMs: number) => {
      const values: Values = await sensor.read(monotonicMs);
      return values.get("database_queries_per_second");
    };
    expect(await rateAt(0)).toBeNull();
    expect(await rateAt(30_000)).toBe(10);
    expect(await rateAt(40_000)).toBe(10);
    expect(await rateAt(60_000)).toBeNull();
    await expect(rateAt(90_000)).rejects.toThrow("status");
    await expect(rateAt(100_000)).rejects.toThrow("status");
    expect(await rateAt(700_000)).toBeNull();
    // Sizes are asked for every ten minutes only.
    expect(asked).toEqual([true, false, false, false, true]);
  });
});
