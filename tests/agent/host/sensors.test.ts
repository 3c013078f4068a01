import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collector } from "#agent/collect.ts";
import { cgroupSensor } from "#agent/host/cgroup.ts";
import { cpuSensor } from "#agent/host/cpu.ts";
import { diskSensor } from "#agent/host/disks.ts";
import { filesystemSensor } from "#agent/host/filesystems.ts";
import { hostSensors } from "#agent/host/index.ts";
import { networkSensor } from "#agent/host/network.ts";
import { ownCostSensor } from "#agent/host/own-cost.ts";
import { pressureSensor } from "#agent/host/pressure.ts";
import { topProcessReader } from "#agent/host/processes.ts";
import { PartialReading, type Sensor } from "#agent/host/sensor.ts";
import { metricOf, parseSeriesKey } from "#collector/protocol/metrics.ts";

const testdata = (name: string) => readFileSync(new URL(`../testdata/${name}`, import.meta.url), "utf8");
let root: string;
let roots: { proc: string; sys: string };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "timonerie-host-"));
  roots = { proc: join(root, "proc"), sys: join(root, "sys") };
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string) {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("CPU shares come from two readings and sum to the whole", async () => {
  const sensor = cpuSensor(roots);
  write("proc/stat", "cpu 100 0 50 800 50 0 0 0 0 0\ncpu0 100 0 50 800 50 0 0 0 0 0\n");
  const first = await sensor.read(0);
  expect(first.get("cpu_used_ratio")).toBeNull();
  expect(first.get("cpu_cores")).toBe(1);
  write("proc/stat", "cpu 130 0 60 850 55 0 0 5 0 0\ncpu0 130 0 60 850 55 0 0 5 0 0\n");
  const values = await sensor.read(10_000);
  expect(values.get("cpu_used_ratio")).toBeCloseTo(0.4);
  expect(values.get('cpu_core_ratio{core="0",mode="steal"}')).toBeCloseTo(0.05);
});

test("CPU counters that start anew give no value, and iowait that goes back a little counts as none", async () => {
  const sensor = cpuSensor(roots);
  write("proc/stat", "cpu 100 0 50 800 50 0 0 0\n");
  await sensor.read(0);
  write("proc/stat", "cpu 150 0 50 850 40 0 0 0\n");
  const values = await sensor.read(10_000);
  expect(values.get("cpu_iowait_ratio")).toBe(0);
  expect(values.get("cpu_used_ratio")).toBeCloseTo(0.5);
  write("proc/stat", "cpu 3 0 1 20 0 0 0 0\n");
  expect((await sensor.read(20_000)).get("cpu_used_ratio")).toBeNull();
});

test("a rate after a reset is missing, never negative, and right again at the next reading", async () => {
  const line = (received: number) => `eth0: ${received} 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`;
  const received = 'network_received_bytes_per_second{interface="eth0"}';
  const sensor = networkSensor(roots);
  write("proc/net/dev", line(5_000));
  expect((await sensor.read(0)).get(received)).toBeNull();
  write("proc/net/dev", line(25_000));
  expect((await sensor.read(10_000)).get(received)).toBe(2_000);
  write("proc/net/dev", line(10));
  expect((await sensor.read(20_000)).get(received)).toBeNull();
  write("proc/net/dev", line(110));
  expect((await sensor.read(21_000)).get(received)).toBe(100);
});

test("an interface that was away for a reading starts anew", async () => {
  const line = "eth0: 5000 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
  const sensor = networkSensor(roots);
  write("proc/net/dev", line);
  await sensor.read(0);
  write("proc/net/dev", "");
  await sensor.read(10_000);
  write("proc/net/dev", line.replace("5000", "900000"));
  expect((await sensor.read(20_000)).get('network_received_bytes_per_second{interface="eth0"}')).toBeNull();
});

test("a disk's busy time is a share, and partitions are not disks", async () => {
  const text = (busy: number) =>
    `254 0 vda 10 0 80 5 10 0 80 5 0 ${busy} 10\n254 1 vda1 10 0 80 5 10 0 80 5 0 ${busy} 10\n`;
  mkdirSync(join(root, "sys/block/vda"), { recursive: true });
  const sensor = diskSensor(roots);
  write("proc/diskstats", text(1_000));
  await sensor.read(0);
  write("proc/diskstats", text(3_500));
  const values = await sensor.read(10_000);
  expect(values.get('disk_busy_ratio{device="vda"}')).toBe(0.25);
  expect([...values.keys()].some((key) => key.includes("vda1"))).toBe(false);
});

test("pressure is the share of time stalled, and absent without PSI", async () => {
  const sensor = pressureSensor(roots);
  expect((await sensor.read(0)).size).toBe(0);
  write("proc/pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\n");
  await sensor.read(0);
  write("proc/pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=3000000\n");
  expect((await sensor.read(10_000)).get("pressure_cpu_some_ratio")).toBeCloseTo(0.2);
});

test("a container's own CPU and memory are read from control groups of version 2", async () => {
  write("proc/self/cgroup", "0::/\n");
  write("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
  write("sys/fs/cgroup/memory.current", "300000000\n");
  write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 100000000\n");
  write("sys/fs/cgroup/memory.max", "536870912\n");
  write("sys/fs/cgroup/cpu.max", "150000 100000\n");
  write("sys/fs/cgroup/cpu.stat", "usage_usec 1000000\nnr_periods 100\nnr_throttled 10\n");
  const sensor = cgroupSensor(roots);
  await sensor.read(0);
  write("sys/fs/cgroup/cpu.stat", "usage_usec 6000000\nnr_periods 200\nnr_throttled 35\n");
  expect(Object.fromEntries(await sensor.read(10_000))).toEqual({
    cgroup_cpu_used_cores: 0.5,
    cgroup_cpu_limit_cores: 1.5,
    cgroup_cpu_throttled_ratio: 0.25,
    cgroup_memory_used_bytes: 200_000_000,
    cgroup_memory_limit_bytes: 536_870_912,
  });
});

test("a container's own CPU and memory are read from control groups of version 1", async () => {
  write("proc/self/cgroup", "4:memory:/docker/1f\n3:cpu,cpuacct:/docker/1f\n0::/\n");
  write("sys/fs/cgroup/memory/memory.usage_in_bytes", "300000000\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  write("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 100000000\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 100\nnr_throttled 10\n");
  write("sys/fs/cgroup/cpuacct/cpuacct.usage", "1000000000\n");
  const sensor = cgroupSensor(roots);
  await sensor.read(0);
  write("sys/fs/cgroup/cpuacct/cpuacct.usage", "3000000000\n");
  expect(Object.fromEntries(await sensor.read(10_000))).toEqual({
    cgroup_cpu_used_cores: 0.2,
    cgroup_cpu_limit_cores: 0.5,
    cgroup_cpu_throttled_ratio: 0,
    cgroup_memory_used_bytes: 200_000_000,
  });
});

test.each([
  ["the root group", "0::/\n"],
  ["a service of systemd", "0::/system.slice/timonerie-agent.service\n"],
])("%s is no container", async (_what, own) => {
  write("proc/self/cgroup", own);
  write("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
  write("sys/fs/cgroup/cpu.stat", "usage_usec 1000000\n");
  write("sys/fs/cgroup/system.slice/timonerie-agent.service/memory.current", "1\n");
  expect((await cgroupSensor(roots).read(0)).size).toBe(0);
});

test("a file server that does not answer is left out, is not asked twice, and the others are sent", async () => {
  write("proc/self/mountinfo", "1 0 254:0 / / rw - ext4 /dev/vda rw\n2 1 0:50 / /mnt/far rw - nfs4 far:/ rw\n");
  let asked = 0;
  const space = { bsize: 4_096, blocks: 1_000, bfree: 500, bavail: 400, files: 100, ffree: 25 };
  const sensor = filesystemSensor(
    roots,
    {
      own: () => space,
      remote: () => {
        asked += 1;
        return new Promise(() => {});
      },
    },
    20,
  );
  for (const at of [0, 10_000]) {
    const failure = await Promise.resolve(sensor.read(at)).catch((error) => error);
    expect(failure).toBeInstanceOf(PartialReading);
    expect(failure.message).toBe("no answer from /mnt/far");
    expect(failure.values.get('filesystem_used_ratio{mount="/"}')).toBeCloseTo(500 / 900);
    expect(failure.values.get('filesystem_inodes_used_ratio{mount="/"}')).toBe(0.75);
  }
  expect(asked).toBe(1);
});

test("a mount that the agent's user may not reach is left out, without a failure", async () => {
  write("proc/self/mountinfo", "1 0 254:0 / /locked rw - ext4 /dev/vda rw\n");
  const own = () => {
    throw Object.assign(new Error("permission denied"), { code: "EACCES" });
  };
  expect((await filesystemSensor(roots, { own, remote: () => new Promise(() => {}) }).read(0)).size).toBe(0);
});

test("a sensor that fails is reported with its beginning and left out, and the others still go", async () => {
  let broken = true;
  const fragile: Sensor = {
    name: "fragile",
    read: () => {
      if (broken) throw new Error("no such file");
      return new Map([["uptime_seconds", 1]]);
    },
  };
  const slow: Sensor = { name: "slow", read: () => new Promise(() => {}) };
  const whole: Sensor = { name: "whole", read: () => new Map([["load_average_1m", 2]]) };
  const collect = collector([fragile, slow, whole], 20);

  const first = await collect(0, 1_000);
  expect([...first.values]).toEqual([["load_average_1m", 2]]);
  expect(first.failures).toEqual([
    { plugin: "fragile", message: "no such file", since: 1_000 },
    { plugin: "slow", message: "no answer within 20 ms", since: 1_000 },
  ]);
  broken = false;
  const second = await collect(10_000, 11_000);
  expect(second.values.get("uptime_seconds")).toBe(1);
  expect(second.failures).toEqual([{ plugin: "slow", message: "still waiting for the reading before", since: 1_000 }]);
});

test("this very machine is read whole, every series from the catalogue and no ratio outside 0 to 1", async () => {
  const collect = collector([...hostSensors(), ownCostSensor(() => 0)]);
  await collect(0, 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { values, failures } = await collect(50, 50);
  expect(failures).toEqual([]);
  for (const [key, value] of values) {
    const metric = metricOf(key);
    expect(metric, key).toBeDefined();
    expect(Object.keys(parseSeriesKey(key)?.labels ?? {}), key).toEqual(metric?.labels);
    if (value !== null && metric?.unit === "ratio" && metric.family !== "agent") {
      expect(value >= 0 && value <= 1, `${key} ${value}`).toBe(true);
    }
    if (value !== null) expect(value, key).toBeGreaterThanOrEqual(0);
  }
  expect(values.size).toBeGreaterThan(50);
});

test("the processes using most are named with their user and never their arguments", async () => {
  const top = topProcessReader(2);
  top(0);
  const until = performance.now() + 60;
  while (performance.now() < until);
  const { byCpu, byMemory } = top(60);
  expect(byCpu.find(({ pid }) => pid === process.pid)?.cpuRatio).toBeGreaterThan(0);
  expect(byMemory.length).toBeGreaterThan(0);
  expect(byMemory.length).toBeLessThanOrEqual(10);
  expect(Object.keys(byMemory[0] ?? {}).sort()).toEqual(["cpuRatio", "memoryBytes", "name", "pid", "user"]);
  expect(byMemory[0]?.user).not.toBe("");
});

test("a process that took the number of another is not given its work", () => {
  const stat = (ticks: number, startedAt: number) =>
    `7 (java) S 1 7 7 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${startedAt} 1 100 0`;
  const top = topProcessReader(1, roots);
  write("proc/7/stat", stat(100, 50));
  top(0);
  write("proc/7/stat", stat(5_000, 900));
  expect(top(10_000).byCpu).toEqual([]);
  write("proc/7/stat", stat(5_500, 900));
  expect(top(20_000).byCpu[0]).toMatchObject({ name: "java", cpuRatio: 0.5, memoryBytes: 409_600 });
});

test("captured counters of disks and interfaces become series", async () => {
  write("proc/diskstats", testdata("diskstats"));
  mkdirSync(join(root, "sys/block/vda"), { recursive: true });
  write("proc/net/dev", testdata("net-dev"));
  expect((await diskSensor(roots).read(0)).size).toBe(5);
  expect((await networkSensor(roots).read(0)).size).toBe(16);
});
