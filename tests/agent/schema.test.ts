import { expect, test } from "vitest";
import { sampleOf, schemaOf } from "#agent/sample.ts";
import { SchemaKeeper } from "#agent/schema-keeper.ts";
import { MAX_SERIES } from "#collector/protocol/push.ts";

const keysOf = (keeper: SchemaKeeper, keys: string[], at: number) =>
  keeper.schemaFor(keys, at).series.map(([key]) => key);

test("the same series in another order are the same schema", () => {
  expect(schemaOf(["uptime_seconds", "cpu_used_ratio"])).toEqual(schemaOf(["cpu_used_ratio", "uptime_seconds"]));
  expect(schemaOf(["uptime_seconds"]).hash).toMatch(/^[0-9a-f]{64}$/);
});

test("on a machine of very many cores the details of the cores are what is cut off", () => {
  const cores = Array.from({ length: 300 }, (_one, core) => `${core}`);
  const keys = cores.flatMap((core) => [
    `cpu_core_used_ratio{core="${core}"}`,
    ...["idle", "user", "system", "steal"].map((mode) => `cpu_core_ratio{core="${core}",mode="${mode}"}`),
  ]);
  const { series } = schemaOf([...keys, "uptime_seconds", 'filesystem_used_ratio{mount="/"}', "cpu_used_ratio"]);
  const kept = series.map(([key]) => key);
  expect(kept).toHaveLength(MAX_SERIES);
  expect(kept.slice(0, 3)).toEqual(["cpu_used_ratio", 'filesystem_used_ratio{mount="/"}', "uptime_seconds"]);
  expect(kept.filter((key) => key.startsWith("cpu_core_used_ratio"))).toHaveLength(300);
});

test("a key that is too long for the collector is left out", () => {
  expect(schemaOf([`filesystem_used_ratio{mount="/${"x".repeat(600)}"}`, "uptime_seconds"]).series).toHaveLength(1);
});

test("a series that comes changes the schema, at most once a minute", () => {
  const keeper = new SchemaKeeper();
  expect(keysOf(keeper, ["uptime_seconds"], 0)).toEqual(["uptime_seconds"]);
  const grown = ["uptime_seconds", 'network_sent_bytes_per_second{interface="veth1"}'];
  for (let at = 1_000; at < 60_000; at += 1_000) expect(keysOf(keeper, grown, at)).toHaveLength(1);
  expect(keysOf(keeper, grown, 60_000)).toHaveLength(2);
});

test("containers that come and go every second make at most one schema a minute", () => {
  const keeper = new SchemaKeeper();
  const hashes = new Set<string>();
  for (let second = 0; second < 600; second += 1) {
    hashes.add(keeper.schemaFor(["uptime_seconds", `cpu_core_used_ratio{core="${second}"}`], second * 1_000).hash);
  }
  expect(hashes.size).toBeLessThanOrEqual(10);
});

test("a series that is away for a while is a null, and leaves the schema after ten minutes", () => {
  const keeper = new SchemaKeeper();
  const both = ["cpu_used_ratio", "uptime_seconds"];
  const schema = keeper.schemaFor(both, 0);
  expect(keeper.schemaFor(["uptime_seconds"], 590_000)).toBe(schema);
  expect(keysOf(keeper, ["uptime_seconds"], 600_000)).toEqual(["uptime_seconds"]);
});

test("values stand in the order of the schema, rounded, and what is no number is null", () => {
  const schema = schemaOf(["cpu_used_ratio", "load_average_1m", "memory_total_bytes", "uptime_seconds"]);
  const values = new Map<string, number | null>([
    ["memory_total_bytes", 123_456.7],
    ["cpu_used_ratio", 0.123456],
    ["load_average_1m", Number.NaN],
  ]);
  expect(sampleOf(schema, 5.4, values).snapshot).toEqual([5, 0.1235, null, 123_457, null]);
});
