import { expect, test } from "vitest";

import { GROUP_MS, StateChanges } from "#app/ui/live/state-changes.ts";
import type { MachineStateName } from "#domain/machines/state.ts";

const states = (record: Record<string, MachineStateName>) => new Map(Object.entries(record));

test("the first picture and machines new on the page are no changes", () => {
  const changes = new StateChanges();

  expect(changes.observe(states({ "web-1": "warn" }), 0)).toEqual([]);
  expect(changes.observe(states({ "web-1": "warn", "web-2": "mute" }), 1_000)).toEqual([]);
});

test("a change is told once", () => {
  const changes = new StateChanges();
  changes.observe(states({ "web-1": "ok", "web-2": "ok" }), 0);

  expect(changes.observe(states({ "web-1": "crit", "web-2": "ok" }), 1_000)).toEqual(["web-1"]);
  expect(changes.observe(states({ "web-1": "crit", "web-2": "ok" }), 2_000)).toEqual([]);
  expect(changes.observe(states({ "web-1": "crit", "web-2": "ok" }), 2_000 + GROUP_MS)).toEqual([]);
});

test("what changes within half a minute of a telling is told together, what came and went is not", () => {
  const changes = new StateChanges();
  changes.observe(states({ "web-1": "ok", "web-2": "ok", "db-1": "ok" }), 0);
  changes.observe(states({ "web-1": "mute", "web-2": "ok", "db-1": "ok" }), 1_000);

  expect(changes.observe(states({ "web-1": "mute", "web-2": "mute", "db-1": "warn" }), 5_000)).toEqual([]);
  expect(changes.observe(states({ "web-1": "ok", "web-2": "mute", "db-1": "ok" }), 1_000 + GROUP_MS)).toEqual([
    "web-1",
    "web-2",
  ]);
});
