import { expect, test } from "vitest";

import { type StateChange, told, worstLane } from "#domain/machines/history.ts";
import type { MachineStateName } from "#domain/machines/state.ts";

const change = (machineId: number, at: number, state: MachineStateName): StateChange => ({
  machineId,
  machine: `web-${machineId}`,
  at: new Date(at),
  state,
  finding: null,
});

test.each([
  ["is empty where nothing was recorded", [], []],
  ["begins with the first record", [change(1, 40, "ok")], [{ from: 40, to: 100, state: "ok" }]],
  [
    "shows the worst of several",
    [change(1, 0, "ok"), change(2, 0, "ok"), change(1, 20, "warn"), change(2, 30, "crit"), change(2, 50, "ok")],
    [
      { from: 0, to: 20, state: "ok" },
      { from: 20, to: 30, state: "warn" },
      { from: 30, to: 50, state: "crit" },
      { from: 50, to: 100, state: "warn" },
    ],
  ],
  [
    "takes a sick machine for worse than a silent one",
    [change(1, 0, "warn"), change(2, 10, "mute")],
    [{ from: 0, to: 100, state: "warn" }],
  ],
  [
    "does not let a machine that was never heard hide the others",
    [change(1, 0, "never"), change(2, 10, "ok")],
    [
      { from: 0, to: 10, state: "never" },
      { from: 10, to: 100, state: "ok" },
    ],
  ],
])("a lane %s", (_sentence, changes, lane) => {
  expect(worstLane(changes, 100)).toEqual(lane);
});

test("a change is told with the state before it", () => {
  expect(told([change(1, 0, "ok"), change(1, 5, "mute")]).map(({ before }) => before)).toEqual([null, "ok"]);
});
