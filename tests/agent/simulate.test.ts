import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { demandAt, parisTime } from "#agent/simulate/demand.ts";
import { runFleet } from "#agent/simulate/fleet.ts";
import { type FleetMachine, parseFleet, type SimulatedMachine, seedOf } from "#agent/simulate/machine.ts";
import { isSilent } from "#agent/simulate/story.ts";
import { simulatedInventory, simulatedProcesses } from "#agent/simulate/told.ts";
import { simulatedHistory, simulatedSchema, simulatedValues } from "#agent/simulate/values.ts";
import { metricOf } from "#collector/protocol/metrics.ts";
import type { PushBody } from "#collector/protocol/push.ts";
import { countedTransport } from "./counted-transport.ts";
import { ManualClock } from "./manual-clock.ts";

const NOW = Date.UTC(2026, 10, 22, 15, 0);
const DAY_MS = 24 * 3_600_000;

function machine(name: string, fields: Partial<SimulatedMachine> = {}): SimulatedMachine {
  const role = name.replace(/-\d$/, "");
  return {
    name,
    role,
    project: "popgom",
    cores: 2,
    nominalGhz: 2,
    memoryBytes: 4 * 2 ** 30,
    diskBytes: 50 * 2 ** 30,
    seed: seedOf("popgom", name),
    story: "steady",
    storyAt: NOW,
    ...fields,
  };
}

const FLEET = [
  machine("lb-1"),
  machine("lb-2"),
  machine("web-1"),
  machine("app-1", { cores: 4 }),
  machine("app-2", { story: "memory_leak" }),
  machine("db-1", { story: "filling_disk", cores: 1 }),
  machine("orders-1", { story: "falls_silent" }),
  machine("other-1"),
];

test.each(
  FLEET.map((one) => [one.name, one] as const),
)("%s always has the series of a real agent, and never an impossible value", (_name, one) => {
  const { series } = simulatedSchema(one);
  expect(series.length).toBeGreaterThan(65);
  for (let at = NOW - 3 * DAY_MS; at < NOW; at += 1_234_567) {
    const values = simulatedValues(one, at);
    expect([...values.keys()].sort()).toEqual(series.map(([key]) => key).sort());
    for (const [key, value] of values) {
      const most = metricOf(key)?.unit === "ratio" ? 1 : Number.POSITIVE_INFINITY;
      expect(value !== null && value >= 0 && value <= most, `${key} ${value}`).toBe(true);
    }
  }
});

test("history and live agree to the last digit", () => {
  const one = machine("web-1");
  const [first] = simulatedHistory(one, NOW - 60_000, NOW, 60_000);
  const keys = simulatedSchema(one).series.map(([key]) => key);
  const live = simulatedValues(one, NOW - 60_000).get("cpu_used_ratio") ?? 0;
  expect(first?.[0]).toBe(NOW - 60_000);
  expect(first?.[1 + keys.indexOf("cpu_used_ratio")]).toBeCloseTo(live, 4);
  expect([...simulatedHistory(one, NOW - DAY_MS, NOW, 60_000)]).toHaveLength(1_440);
});

test("the shop has its peaks at lunch and in the evening, and is quiet at night", () => {
  const monday = Date.UTC(2026, 10, 16);
  const averageAt = (hour: number) => {
    let sum = 0;
    for (let minute = 0; minute < 60; minute += 1)
      sum += demandAt(monday + (hour - 1) * 3_600_000 + minute * 60_000, 7);
    return sum / 60;
  };
  expect(averageAt(20)).toBeGreaterThan(averageAt(12));
  expect(averageAt(12)).toBeGreaterThan(averageAt(14));
  expect(averageAt(14)).toBeGreaterThan(4 * averageAt(3));
});

test.each([
  ["in winter", "2026-01-15T12:00:00Z", 13],
  ["in summer", "2026-07-15T12:00:00Z", 14],
  ["a second before the clocks go forward", "2026-03-29T00:59:59Z", 1.9997],
  ["when the clocks go forward", "2026-03-29T01:00:00Z", 3],
  ["when the clocks go back", "2026-10-25T01:00:00Z", 2],
])("Paris time %s", (_when, instant, hour) => expect(parisTime(Date.parse(instant)).hour).toBeCloseTo(hour, 3));

test("the tiers of a project move together", () => {
  const used = (one: SimulatedMachine) =>
    Array.from({ length: 288 }, (_at, index) => simulatedValues(one, NOW - index * 300_000).get("cpu_used_ratio") ?? 0);
  expect(correlation(used(machine("web-1")), used(machine("app-1")))).toBeGreaterThan(0.9);
  expect(correlation(used(machine("web-1")), used(machine("db-1")))).toBeGreaterThan(0.9);
});

test("the leak grows day by day, and the disk stands at 81 % when its story begins", () => {
  const leak = machine("app-2", { story: "memory_leak" });
  const filling = machine("db-1", { story: "filling_disk" });
  const memory = (at: number) => simulatedValues(leak, at).get("memory_used_ratio") ?? 0;
  const disk = (at: number) => simulatedValues(filling, at).get('filesystem_used_ratio{mount="/var/lib/mysql"}') ?? 0;
  expect(memory(NOW + 7 * DAY_MS) - memory(NOW)).toBeGreaterThan(0.15);
  expect(disk(NOW)).toBeCloseTo(0.81, 4);
  expect(disk(NOW + 3 * DAY_MS)).toBeCloseTo(0.87, 4);
  expect(disk(NOW - DAY_MS)).toBeLessThan(disk(NOW));
});

test("the machine that falls silent does so for minutes, and has gaps in its history", () => {
  const one = machine("orders-1", { story: "falls_silent" });
  const silent = Array.from({ length: 7 * 1_440 }, (_at, minute) => isSilent(one, NOW + minute * 60_000));
  const share = silent.filter(Boolean).length / silent.length;
  expect(share).toBeGreaterThan(0.005);
  expect(share).toBeLessThan(0.04);
  expect([...simulatedHistory(one, NOW, NOW + 7 * DAY_MS, 60_000)]).toHaveLength(silent.filter((is) => !is).length);
});

test("inventory and processes are those of a machine of its role", () => {
  const inventory = simulatedInventory(machine("web-1"), NOW);
  expect(inventory).toMatchObject({ hostname: "web-1", kernel: expect.any(String), cpu: { cores: 2, nominalGhz: 2 } });
  const { byCpu, byMemory } = simulatedProcesses(machine("app-1"), NOW);
  expect([byCpu[0]?.name, byMemory[0]?.name]).toEqual(["java", "java"]);
  expect(byCpu.length).toBeLessThanOrEqual(10);
});

test.each([
  ["{}", "not a list"],
  ["[{}]", "entry 0 of the fleet has no url"],
  ['[{"url":"http://far.example"}]', "use https"],
])("a list %s is refused by name", (text, reason) => expect(() => parseFleet(text)).toThrow(reason));

test("the fleet pushes by the real protocol, each machine with its own token, every ten seconds", async () => {
  const seen = new Map<string, PushBody[]>();
  const inventories: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const token = request.headers.authorization ?? "";
    if (request.url === "/v1/inventory") {
      inventories.push(token);
      return response.writeHead(204).end();
    }
    const push = JSON.parse(body) as PushBody;
    seen.set(token, [...(seen.get(token) ?? []), push]);
    response.end(JSON.stringify({ accepted: push.snapshots.length, refused: [], interval_seconds: 10 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entry = { url, project: "popgom", cores: 1, memoryBytes: 2 ** 31, diskBytes: 4e10 };
  const list = [
    { ...entry, name: "web-1", role: "web", token: "token-web" },
    { ...entry, name: "db-1", role: "db", token: "token-db", story: "filling_disk", storyAt: NOW },
  ];
  const clock = new ManualClock(NOW);
  const transports: ReturnType<typeof countedTransport>[] = [];
  const connect = ({ url, token }: FleetMachine) => {
    const transport = countedTransport(url, token);
    transports.push(transport);
    return transport;
  };
  const stop = runFleet(parseFleet(JSON.stringify(list)), () => {}, clock, connect);
  for (let second = 0; second < 61; second += 1) {
    await clock.advance(1_000);
    await Promise.all(transports.map(({ quiet }) => quiet()));
  }
  await stop();
  await new Promise((resolve) => server.close(resolve));

  expect([...seen.keys()].sort()).toEqual(["Bearer token-db", "Bearer token-web"]);
  for (const pushes of seen.values()) {
    expect(pushes.length).toBeGreaterThanOrEqual(6);
    expect(pushes[0]?.series?.length).toBe(pushes[0]?.snapshots[0] ? pushes[0].snapshots[0].length - 1 : 0);
    expect(pushes[1]).not.toHaveProperty("series");
  }
  expect(inventories.sort()).toEqual(["Bearer token-db", "Bearer token-web"]);
});

function correlation(one: number[], other: number[]): number {
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [a, b] = [mean(one), mean(other)];
  const products = one.map((value, index) => (value - a) * ((other[index] ?? 0) - b));
  const spread = (list: number[], middle: number) => Math.sqrt(mean(list.map((value) => (value - middle) ** 2)));
  return mean(products) / (spread(one, a) * spread(other, b));
}
