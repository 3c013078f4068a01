import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";
import { backupJobs, backupRuns } from "#db/schema/backups.ts";
import { meterPrices, transferQuotas } from "#db/schema/consumption.ts";
import { machines } from "#db/schema/machines.ts";
import { monthStretch } from "#domain/availability/months.ts";
import { pricesOf, quotasOf } from "#domain/consumption/contract.server.ts";
import { agreePrice, agreeQuota, withdrawPrice, withdrawQuota } from "#domain/consumption/contract-commands.server.ts";
import { consumptionMonth, databaseSizes, monthStatement } from "#domain/consumption/queries.server.ts";
import { type TestDatabase, withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const HOUR_MS = 3_600_000;
/** Clocks go back on the 25th: 745 hours. */
const MONTH = "2026-10";
const { from, to } = monthStretch(MONTH, "Europe/Paris");
const NOW = new Date("2026-11-05T10:00:00Z");
const HOSTILE = "=cmd|'/c calc'!A1 \"\u0007";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

interface Told {
  readonly received: number;
  readonly sent: number;
  readonly cores: number;
  readonly database?: number;
}

/** Hours of a machine in five-minute and hourly roll-ups, at ten seconds a sample; an hour of which nothing is told is a gap. */
async function tell({ pool }: TestDatabase, sourceId: number, hours: ReadonlyMap<number, Told>): Promise<void> {
  const schemas = new SchemaRows(pool);
  const series = [
    'network_received_bytes_per_second{interface="eth0"}',
    'network_received_bytes_per_second{interface="lo"}',
    'network_sent_bytes_per_second{interface="eth0"}',
    "cpu_cores",
    'database_size_bytes{database="boutique"}',
  ] as const;
  const { id: schemaId } = await schemas.declare(
    series.map((key) => [key, "gauge"]),
    NOW.getTime(),
  );
  const bucket = (value: number | undefined, count: number) =>
    value === undefined ? undefined : { min: value, average: value, max: value, count };
  const values = ({ received, sent, cores, database }: Told) => [received, 5e9, sent, cores, database];
  const fine = [...hours].map(([t0, told]) => ({
    ...{ t0, sourceId, schemaId },
    packed: packRollup(values(told).map((value) => Array.from({ length: 12 }, () => bucket(value, 30)))),
  }));
  const days = new Map<number, (Told | undefined)[]>();
  for (const [t0, told] of hours) {
    const day = Math.floor(t0 / (24 * HOUR_MS)) * 24 * HOUR_MS;
    const list = days.get(day) ?? Array<Told | undefined>(24).fill(undefined);
    list[(t0 - day) / HOUR_MS] = told;
    days.set(day, list);
  }
  const hourly = [...days].map(([t0, list]) => ({
    ...{ t0, sourceId, schemaId },
    packed: packRollup(series.map((_key, index) => list.map((told) => bucket(told && values(told)[index], 360)))),
  }));
  await writeRollups(pool, "fiveMinutes", fine, NOW.getTime());
  await writeRollups(pool, "oneHour", hourly, NOW.getTime());
}

function hoursOf(told: (hour: number) => Told | null): Map<number, Told> {
  const hours = new Map<number, Told>();
  for (let at = from - 5 * HOUR_MS; at < to + 5 * HOUR_MS; at += HOUR_MS) {
    const one = told(Math.round((at - from) / HOUR_MS));
    if (one) hours.set(at, one);
  }
  return hours;
}

test("a past month in full: volumes, percentiles, hours, databases and backups of machines that existed, and what they cost", () =>
  withDatabase(async (db, handle) => {
    const { project, web1, db1, other, pm } = await popgom(db, new Date("2026-11-04T10:00:00Z"));
    const actor = { ...pm, address: null };
    await db.delete(meterPrices);
    await db.delete(transferQuotas);
    // Of the other machines nothing is known; these two exist from the middle of the month, and until its 20th day.
    const retiredAt = new Date(from + 19 * 24 * HOUR_MS);
    await db.update(machines).set({ retiredAt }).where(eq(machines.id, db1.id));
    await tell(
      handle,
      web1.sourceId,
      hoursOf((hour) =>
        hour >= 100 && hour < 110 ? null : { received: 1_000, sent: hour < 40 ? 90_000 : 2_000, cores: 2 },
      ),
    );
    await tell(
      handle,
      db1.sourceId,
      hoursOf((hour) =>
        hour < 456 ? { received: 0, sent: 500, cores: hour < 240 ? 2 : 3, database: (5 + hour / 100) * 1e9 } : null,
      ),
    );
    const [job] = await db
      .insert(backupJobs)
      .values({
        projectId: project.id,
        slug: "kept-here",
        name: "Base",
        tool: "restic",
        machineId: db1.id,
        createdAt: new Date(from),
        watchedFrom: new Date(from),
      })
      .$returningId();
    const run = (hour: number, storedBytes: number, addedBytes: number) => ({
      ...{ jobId: job?.id ?? 0, runKey: `r${hour}`, state: "succeeded" as const, storedBytes, addedBytes },
      ...{ startedAt: new Date(from + hour * HOUR_MS), endedAt: new Date(from + hour * HOUR_MS), toldAt: NOW },
    });
    await db.insert(backupRuns).values([run(-24, 10e9, 1e9), run(372.5, 30e9, 2e9)]);

    const found = await consumptionMonth(db, project.id, MONTH, NOW.getTime());
    if (!found) throw new Error("no month");
    const { total } = found;
    const machine = (name: string) => found.machines.find((one) => one.name === name);
    expect([found.isOver, found.stepMs, found.stretch.to - found.stretch.from]).toEqual([true, 300_000, 745 * HOUR_MS]);
    // 745 hours less the ten of the gap; the loopback is no traffic.
    const seconds = (hours: number) => hours * 3_600;
    const sent = seconds(40) * 90_000 + seconds(695) * 2_000;
    expect(machine("web-1")?.volume).toEqual({ received: seconds(735) * 1_000, sent });
    expect(total.volume).toEqual({ received: seconds(735) * 1_000, sent: sent + seconds(456) * 500 });
    // 40 hours of 735 are more than the twentieth that is dropped, of 745 as well: the busy hours count.
    expect(machine("web-1")?.p95).toMatchObject({ out: 8 * 90_000, sum: 8 * 91_000, in: 8_000, greater: 8 * 90_000 });
    expect(total.p95.out).toBe(8 * 90_500);
    expect(found.days[24]?.received).toBe(seconds(25) * 1_000);
    expect(machine("db-1")?.vcpuHours).toBe(240 * 2 + 216 * 3);
    expect(machine("web-1")?.vcpuHours).toBe(745 * 2);
    expect(found.databases.databases).toMatchObject([{ machine: "db-1", name: "boutique", first: 5e9, last: 9.55e9 }]);
    expect((await databaseSizes(db, project.id, found.stretch)).databases).toEqual(found.databases.databases);
    expect(found.backups.find(({ slug }) => slug === "kept-here")).toMatchObject({
      ...{ mean: 20e9, last: 30e9, added: 2e9 },
    });
    // The machines that never told anything have no size.
    expect(found.unknown).toEqual(["sizes"]);

    const agreed = (fields: object) => ({
      ...{
        applicationId: null,
        label: "",
        effectiveOn: "2026-10-01",
        included: 0,
        currency: "EUR",
        rule: "out" as const,
      },
      ...{ meter: "traffic" as const, price: 1, ...fields },
    });
    expect(await agreePrice(db, project.id, actor, agreed({ price: 0.5, included: 10 }), NOW)).toHaveProperty("id");
    expect(await agreePrice(db, project.id, actor, agreed({ price: 2 }), NOW)).toEqual({ refused: "dayTaken" });
    const application = found.applications[0]?.id ?? 0;
    expect(await agreePrice(db, project.id, actor, agreed({ applicationId: application }), NOW)).toEqual({
      refused: "chargedTwice",
    });
    expect(await agreePrice(db, project.id, actor, agreed({ applicationId: other.application }), NOW)).toEqual({
      refused: "notFound",
    });
    expect(await agreePrice(db, project.id, actor, agreed({ meter: "fixed" }), NOW)).toEqual({
      refused: "labelMissing",
    });
    expect(
      await agreePrice(db, project.id, actor, agreed({ meter: "backup_storage", price: 0.1 }), NOW),
    ).toHaveProperty("id");
    const wrong = await agreePrice(db, project.id, actor, agreed({ meter: "vcpu_hours", price: 9 }), NOW);
    const id = "id" in wrong ? wrong.id : 0;
    expect(await withdrawPrice(db, other.project.id, id, actor, NOW)).toEqual({ refused: "notFound" });
    expect(await withdrawPrice(db, project.id, id, actor, new Date(NOW.getTime() + 25 * HOUR_MS))).toEqual({
      refused: "inEffect",
    });
    expect(await withdrawPrice(db, project.id, id, actor, NOW)).toEqual({ withdrawn: true });
    expect(await pricesOf(db, project.id)).toHaveLength(2);

    const statement = await monthStatement(db, project.id, MONTH, NOW.getTime());
    const kept = Math.round(found.backups.reduce((sum, { mean }) => sum + mean, 0) / 1e6) / 1_000;
    const gigabytes = Math.round((sent + seconds(456) * 500) / 1e6) / 1_000;
    expect(statement?.lines).toMatchObject([
      { meter: "traffic", quantity: gigabytes, amountCents: Math.round((gigabytes - 10) * 50) },
      { meter: "backup_storage", quantity: kept, amountCents: Math.round(kept * 10) },
    ]);

    const quota = { effectiveOn: "2026-10-01", gigabytes: 8, rule: "out" as const, megabitsPerSecond: null };
    const noted = await agreeQuota(db, project.id, actor, quota, NOW);
    expect(await agreeQuota(db, project.id, actor, quota, NOW)).toEqual({ refused: "dayTaken" });
    const passed = (await consumptionMonth(db, project.id, MONTH, NOW.getTime()))?.quota?.passedAt;
    // 90,500 bytes a second reach 8 GB after 88,398 s, within a step of five minutes.
    expect(passed).toBe(from + Math.ceil(8e9 / 90_500 / 300) * 300_000);
    expect(await withdrawQuota(db, other.project.id, "id" in noted ? noted.id : 0, actor, NOW)).toEqual({
      refused: "notFound",
    });
    expect(await quotasOf(db, other.project.id)).toEqual([]);
  }));

test("prices reach only who may read them, in page and files; a workbook holds numbers as numbers and no formula", () =>
  withDatabase(async (db) => {
    const { project, pm, viewer, support, clientAdmin, otherViewer } = await popgom(db);
    const price = { meter: "fixed" as const, label: HOSTILE, applicationId: null, effectiveOn: "2026-01-01" };
    await agreePrice(
      db,
      project.id,
      { ...pm, address: null },
      { ...price, included: 0, price: 77.25, currency: "EUR", rule: "out" },
    );
    const ask = async (user: FixtureUser, path: string) =>
      extranet.ask(`/projects/popgom/consumption${path}`, { as: await extranet.signedInAs(user.id) });

    for (const reader of [viewer, support]) {
      const page = await (await ask(reader, "")).text();
      expect(page).not.toMatch(/77,25|77\.25|cmd\||amountCents|Relevé/);
      expect((await ask(reader, "/csv?table=statement")).status).toBe(404);
      const { sheets, text } = await opened(await ask(reader, "/xlsx"));
      expect(sheets).not.toContain("Relevé");
      expect(text).not.toMatch(/77\.25|cmd\|/);
    }
    expect((await ask(otherViewer, "/xlsx")).status).toBe(404);

    expect(await (await ask(clientAdmin, "")).text()).toMatch(/77,25/);
    const csv = await (await ask(clientAdmin, "/csv?table=statement")).text();
    expect(csv).toContain(`"'=cmd|'/c calc'!A1 ""`);
    expect(csv).toMatch(/,77\.25\r\n/);
    const { sheets, text } = await opened(await ask(clientAdmin, "/xlsx"));
    expect(sheets).toContain("Relevé");
    expect(text).toMatch(/<v>77\.25<\/v>/);
    expect(text).not.toMatch(/<f[ >]|t="str"/);
    expect(text).not.toContain("\u0007");
    // As text, behind an apostrophe, and said as it was written.
    expect(text).toContain("<t>'=cmd|'/c calc'!A1");
  }));

/** The names of a workbook's sheets, and all the XML in it. */
async function opened(answer: Response): Promise<{ sheets: string[]; text: string }> {
  expect(answer.headers.get("content-type")).toContain("spreadsheetml");
  const bytes = Buffer.from(await answer.arrayBuffer());
  const parts = await new Promise<string[]>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const read: string[] = [];
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            read.push(Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        });
      });
      zip.on("end", () => resolve(read));
      zip.readEntry();
    });
  });
  const text = parts.join("\n");
  return { text, sheets: [...text.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = ""]) => name) };
}
