import { expect, test } from "vitest";

import { isSameState, type MachineState, machineState, type StateQuestion } from "#domain/machines/state.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

const sampled = (values: Record<string, number | null>, age = 1_000, intervalSeconds = 10) => ({
  receivedAt: NOW - age,
  intervalSeconds,
  values,
});
const disk = (ratio: number, mount = "/var") => ({ [`filesystem_used_ratio{mount="${mount}"}`]: ratio });
const ask = (question: Partial<StateQuestion>): MachineState =>
  machineState({ sample: sampled({ cpu_used_ratio: 0.1 }), now: NOW, ...question });

test.each<[string, Partial<StateQuestion>, MachineState["state"], object | null]>([
  ["is ok when nothing is found", {}, "ok", null],
  ["was never heard without a sample", { sample: null }, "never", null],
  ["warns from 80 % of a disk", { sample: sampled(disk(0.8)) }, "warn", { kind: "disk", mount: "/var", ratio: 0.8 }],
  ["is ok just below it", { sample: sampled(disk(0.7999)) }, "ok", null],
  ["is critical from 97 % of a disk", { sample: sampled(disk(0.97)) }, "crit", { kind: "disk" }],
  ["warns from 90 % of memory", { sample: sampled({ memory_used_ratio: 0.9 }) }, "warn", { kind: "memory" }],
  ["is critical from 98 % of memory", { sample: sampled({ memory_used_ratio: 0.98 }) }, "crit", { kind: "memory" }],
  [
    "warns of inodes like of space",
    { sample: sampled({ 'filesystem_inodes_used_ratio{mount="/"}': 0.85 }) },
    "warn",
    { kind: "inodes", mount: "/" },
  ],
  ["warns of five minutes of CPU", { cpuAverageRatio: 0.95 }, "warn", { kind: "cpu", ratio: 0.95 }],
  ["does not warn of one CPU peak", { sample: sampled({ cpu_used_ratio: 1 }), cpuAverageRatio: 0.3 }, "ok", null],
  [
    "tells the critical finding before an earlier warning",
    { sample: sampled({ ...disk(0.85), memory_used_ratio: 0.99 }) },
    "crit",
    { kind: "memory", ratio: 0.99 },
  ],
  [
    "warns at 90 % of the contracted bandwidth",
    {
      sample: sampled({ 'network_sent_bytes_per_second{interface="eth0"}': 1_180 }),
      contract: { contractedBandwidthBits: 10_000 },
    },
    "warn",
    { kind: "bandwidth", ratio: 0.944 },
  ],
  ["is not yet silent after 60 s", { sample: sampled({}, 60_000) }, "ok", null],
  ["is silent after more than 60 s", { sample: sampled({}, 60_001) }, "mute", { kind: "silent", since: NOW - 60_001 }],
  ["is not silent before three of its own intervals", { sample: sampled({}, 180_000, 60) }, "ok", null],
  ["is silent after three of its own intervals", { sample: sampled({}, 180_001, 60) }, "mute", { kind: "silent" }],
  [
    "is silent when only its last visit is known",
    { sample: null, lastSeenAt: NOW - 9e7 },
    "mute",
    { since: NOW - 9e7 },
  ],
  ["is not silent while we have just started", { sample: sampled({}, 9e6), listeningSince: NOW - 30_000 }, "ok", null],
])("a machine %s", (_sentence, question, state, finding) => {
  const found = ask(question);
  expect(found.state).toBe(state);
  if (finding) expect(found.finding).toMatchObject(finding);
  else expect(found.finding).toBeNull();
});

test.each<[string, MachineState | null, number, MachineState["state"]]>([
  ["a warning stays until 2 points below its threshold", warning("warn"), 0.785, "warn"],
  ["a warning ends 2 points below its threshold", warning("warn"), 0.779, "ok"],
  ["a critical disk stays critical until 95 %", warning("crit"), 0.951, "crit"],
  ["a critical disk falls back to a warning below it", warning("crit"), 0.94, "warn"],
  ["another disk's warning lends nothing", warning("warn", "/home"), 0.785, "ok"],
  ["without a record the threshold is the threshold", null, 0.785, "ok"],
])("%s", (_sentence, recorded, ratio, state) => {
  expect(ask({ sample: sampled(disk(ratio)), recorded }).state).toBe(state);
});

test("a page without five minutes of CPU keeps the recorded finding", () => {
  const recorded: MachineState = { state: "warn", finding: { kind: "cpu", ratio: 0.95 } };
  expect(ask({ recorded })).toEqual(recorded);
  expect(ask({ recorded, cpuAverageRatio: 0.2 }).state).toBe("ok");
});

test("a disk wobbling on its threshold gives one change and not hundreds", () => {
  let recorded: MachineState = { state: "ok", finding: null };
  let changes = 0;
  for (let step = 0; step < 500; step += 1) {
    const found = ask({ sample: sampled(disk(step % 2 === 0 ? 0.801 : 0.795)), recorded });
    if (!isSameState(found, recorded)) changes += 1;
    recorded = found;
  }
  expect(changes).toBe(1);
});

test("two disks that take turns at being the fullest give one change", () => {
  const first = ask({ sample: sampled({ ...disk(0.85, "/home"), ...disk(0.84) }) });
  const second = ask({ sample: sampled({ ...disk(0.85, "/home"), ...disk(0.86) }), recorded: first });
  expect(isSameState(first, second)).toBe(true);
});

test("figures that move are no news, another disk is", () => {
  expect(
    isSameState(warning("warn"), { ...warning("warn"), finding: { kind: "disk", mount: "/var", ratio: 0.9 } }),
  ).toBe(true);
  expect(isSameState(warning("warn"), warning("warn", "/home"))).toBe(false);
});

function warning(state: "warn" | "crit", mount = "/var"): MachineState {
  return { state, finding: { kind: "disk", mount, ratio: 0.85 } };
}
