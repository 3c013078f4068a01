import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseCgroupPaths, parseCpuMax, parseFlatKeyed, parseLimitBytes } from "#agent/host/cgroup.ts";
import { parseCpu } from "#agent/host/cpu.ts";
import { parseDisks } from "#agent/host/disks.ts";
import { parseFileDescriptors } from "#agent/host/file-descriptors.ts";
import { parseFilesystems } from "#agent/host/filesystems.ts";
import { parseLoad } from "#agent/host/load.ts";
import { parseMemory } from "#agent/host/memory.ts";
import { parseInterfaces } from "#agent/host/network.ts";
import { parseOomKills } from "#agent/host/oom.ts";
import { parsePressure } from "#agent/host/pressure.ts";
import { parseAuxiliaryVector, parseProcess, parseUsers } from "#agent/host/processes.ts";
import { parseUptime } from "#agent/host/uptime.ts";

const captured = (name: string) => readFileSync(new URL(`../testdata/${name}`, import.meta.url), "utf8");

test("CPU time is read in total and by core, interrupts counted as system", () => {
  const { total, cores } = parseCpu(captured("stat"));
  expect([...cores.keys()]).toEqual(["0", "1"]);
  expect(total).toEqual({ user: 19869, system: 6985 + 146, idle: 274202, iowait: 2116, steal: 441 });
});

test("a text without CPU lines is refused", () => {
  expect(() => parseCpu("intr 1 2 3\n")).toThrow("no line of cpu");
});

test("load and threads are read", () => {
  expect(parseLoad("0.45 0.15 0.11 3/98 9028\n")).toEqual({ averages: [0.45, 0.15, 0.11], running: 3, threads: 98 });
  expect(parseLoad(captured("loadavg")).averages).toHaveLength(3);
  expect(() => parseLoad("")).toThrow("unreadable");
});

test("memory is read in bytes", () => {
  const memory = parseMemory(captured("meminfo"));
  expect(memory.total).toBe(24_684_084 * 1024);
  expect(memory.available).toBeGreaterThan(0.5 * memory.total);
  expect(memory.swapTotal).toBe(0);
});

test("an old kernel without MemAvailable has free, cache and buffers instead", () => {
  const old = "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 20 kB\nCached: 300 kB\n";
  expect(parseMemory(old).available).toBe(420 * 1024);
  expect(() => parseMemory("")).toThrow("no MemTotal");
});

test("only file systems that hold data are measured, once a device", () => {
  expect(parseFilesystems(captured("mountinfo"))).toEqual([{ mount: "/", type: "ext4" }]);
});

test("in a container its root and its volumes are measured, not the engine's single files", () => {
  expect(parseFilesystems(captured("mountinfo-container"))).toEqual([
    { mount: "/", type: "overlay" },
    { mount: "/srv/my shop", type: "xfs" },
  ]);
});

test("disks are read in bytes, devices made of other devices left out", () => {
  const disks = parseDisks(captured("diskstats"));
  expect(disks.map(({ device }) => device)).toEqual(["vda"]);
  expect(
    parseDisks(
      "254 0 vda 48000 13783 4018346 59608 22102 45480 3588096 24880 0 25680 86991 7878 8 484224 2371 3007 130",
    ),
  ).toEqual([
    {
      device: "vda",
      reads: 48_000,
      writes: 22_102,
      readBytes: 4_018_346 * 512,
      writtenBytes: 3_588_096 * 512,
      busyMs: 25_680,
    },
  ]);
  expect(
    parseDisks(" 253 0 dm-0 5 0 8 0 5 0 8 0 0 4 4\n 9 0 md0 5 0 8 0 5 0 8 0 0 4 4\n 8 0 sda 0 0 0 0 0 0 0 0 0 0 0"),
  ).toEqual([]);
});

test("interfaces that ever carried a byte are read, also where an old kernel leaves no blank after the colon", () => {
  expect([...parseInterfaces(captured("net-dev")).keys()]).toEqual(["lo", "eth0"]);
  const old =
    "  eth0:691702809   18620    0    0    0     0          0         0  1640812   11777    0    0    0     0       0          0\n";
  expect(parseInterfaces(old).get("eth0")?.slice(0, 2)).toEqual([691_702_809, 18_620]);
});

test("kills for want of memory are read, and absent on an old kernel", () => {
  expect(parseOomKills(captured("vmstat"))).toBe(0);
  expect(parseOomKills("nr_free_pages 12\n")).toBeUndefined();
});

test("uptime is read", () => {
  expect(parseUptime(captured("uptime"))).toBeGreaterThan(1_000);
  expect(() => parseUptime("")).toThrow("unreadable");
});

test("open files are read, and a maximum that means none is none", () => {
  expect(parseFileDescriptors("603\t0\t2466170\n")).toEqual({ used: 603, maximum: 2_466_170 });
  expect(parseFileDescriptors("603\t0\t9223372036854775807\n")).toEqual({ used: 603, maximum: null });
  expect(() => parseFileDescriptors("")).toThrow("unreadable");
});

test("pressure is read in microseconds", () => {
  expect([...parsePressure(captured("pressure-memory"))].map(([kind]) => kind)).toEqual(["some", "full"]);
  expect(parsePressure("some avg10=5.37 avg60=11.22 avg300=5.28 total=45167472\n")).toEqual(
    new Map([["some", 45_167_472]]),
  );
  expect(parsePressure("")).toEqual(new Map());
});

test("a process is read, whatever its name holds", () => {
  expect(parseProcess(captured("process-stat"))).toMatchObject({ name: "cat" });
  const tricky =
    "42 (a) R (b)) S 1 42 42 0 -1 4194304 121 0 0 0 30 12 0 0 20 0 1 0 113960 2998272 411 18446744073709551615";
  expect(parseProcess(tricky)).toEqual({
    pid: 42,
    name: "a) R (b)",
    ticks: 42,
    startedAt: 113_960,
    residentPages: 411,
  });
  expect(parseProcess("42 (gone")).toBeUndefined();
});

test("users are named by their number", () => {
  expect(parseUsers("root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n")).toEqual(
    new Map([
      [0, "root"],
      [33, "www-data"],
    ]),
  );
});

test("the page size and the ticks a second come from the kernel", () => {
  const vector = Buffer.alloc(48);
  vector.writeBigUInt64LE(6n, 0);
  vector.writeBigUInt64LE(65_536n, 8);
  vector.writeBigUInt64LE(17n, 16);
  vector.writeBigUInt64LE(250n, 24);
  expect(parseAuxiliaryVector(vector)).toEqual({ pageBytes: 65_536, ticksPerSecond: 250 });
  expect(parseAuxiliaryVector(Buffer.alloc(0))).toEqual({ pageBytes: 4_096, ticksPerSecond: 100 });
});

test("the own control group is found in both versions", () => {
  const paths = parseCgroupPaths(captured("cgroup-v1"));
  expect(paths.get("memory")).toBe("/process_api/fa29ad9dd724");
  expect(paths.get("cpuacct")).toBe("/");
  expect(parseCgroupPaths("0::/system.slice/timonerie-agent.service\n").get("")).toBe(
    "/system.slice/timonerie-agent.service",
  );
});

test.each([
  ["150000 100000\n", 1.5],
  ["max 100000\n", undefined],
  ["-1 100000\n", undefined],
  ["", undefined],
])("the CPU limit %j is %s cores", (text, cores) => expect(parseCpuMax(text)).toBe(cores));

test.each([
  ["536870912\n", 536_870_912],
  ["max\n", undefined],
  ["9223372036854771712\n", undefined],
  ["", undefined],
])("the memory limit %j is %s", (text, bytes) => expect(parseLimitBytes(text)).toBe(bytes));

test("statistics of a control group are read by name", () => {
  expect(parseFlatKeyed("usage_usec 1200\nnr_throttled 3\n")).toEqual(
    new Map([
      ["usage_usec", 1_200],
      ["nr_throttled", 3],
    ]),
  );
});
