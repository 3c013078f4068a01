import { expect, test } from "vitest";

import { usedGhz } from "#domain/machines/cpu.ts";
import { machineLoad } from "#domain/machines/load.ts";

test("the load of a machine is read out of one snapshot", () => {
  const load = machineLoad({
    cpu_used_ratio: 0.25,
    memory_used_ratio: 0.5,
    'filesystem_used_ratio{mount="/"}': 0.4,
    'filesystem_used_ratio{mount="/var"}': 0.7,
    'filesystem_used_bytes{mount="/"}': 40,
    'filesystem_used_bytes{mount="/var"}': 700,
    'filesystem_size_bytes{mount="/"}': 100,
    'filesystem_size_bytes{mount="/var"}': 1_000,
    'network_received_bytes_per_second{interface="eth0"}': 100,
    'network_sent_bytes_per_second{interface="eth0"}': 25,
    'network_sent_bytes_per_second{interface="lo"}': 1e9,
  });

  expect(load).toEqual({
    cpuRatio: 0.25,
    memoryRatio: 0.5,
    diskRatio: 0.7,
    worstMount: "/var",
    diskUsedBytes: 740,
    diskSizeBytes: 1_100,
    bandwidthBitsPerSecond: 1_000,
  });
});

test("what a snapshot does not tell is null, and not zero", () => {
  expect(machineLoad({ cpu_used_ratio: null, memory_used_ratio: undefined as never })).toEqual({
    cpuRatio: null,
    memoryRatio: null,
    diskRatio: null,
    worstMount: null,
    diskUsedBytes: null,
    diskSizeBytes: null,
    bandwidthBitsPerSecond: null,
  });
});

test("memory is computed from its bytes when no ratio is sent", () => {
  expect(machineLoad({ memory_used_bytes: 1, memory_total_bytes: 4 }).memoryRatio).toBe(0.25);
  expect(machineLoad({ memory_used_bytes: 1, memory_total_bytes: 0 }).memoryRatio).toBeNull();
});

test("a metric whose name begins alike is not taken for another", () => {
  expect(machineLoad({ filesystem_used_bytes_elsewhere: 7 }).diskUsedBytes).toBeNull();
});

test.each([
  ["is the ratio of all cores at the nominal frequency", 0.5, 4, 2.6, 5.2],
  ["is unknown where the nominal frequency is", 0.5, 4, null, null],
  ["is unknown where the cores are", 0.5, undefined, 2.6, null],
  ["is unknown where nothing was measured", null, 4, 2.6, null],
  ["is zero on an idle machine", 0, 4, 2.6, 0],
])("used GHz %s", (_sentence, ratio, cores, nominal, expected) => {
  expect(usedGhz(ratio, cores, nominal)).toBe(expected);
});
