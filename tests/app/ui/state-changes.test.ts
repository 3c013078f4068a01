import { expect, test } from "vitest";

import { GATHER_MS, GROUP_MS, StateChanges } from "#app/ui/live/state-changes.ts";
import type { MachineStateName } from "#domain/machines/state.ts";

const states = (record: Record<string, MachineStateName>) => new Map(Object.entries(record));

test("the first picture and machines new on the page are no changes", () => {
  const changes = new StateChanges();

  expect(changes.observe(states({ "web-1": "warn" }), 0)).toEqual([]);
  expect(changes.observe(states({ "web-1": "warn", "web-2": "mute" }), GATHER_MS)).toEqual([]);
});

test("machines that fall silent within their interval are told together, and once", () => {
  const changes = new StateChanges();
  changes.observe(states({ "web-1": "ok", "web-2": "ok" }), 0);

  expect(changes.observe(states({ "web-1": "mute", "web-2": "ok" }), 1_000)).toEqual([]);
  const silent = states({ "web-1": "mute", "web-2": "mute" });
  expect(changes.observe(silent, 5_000)).toEqual([]);
  expect(changes.observe(silent, 1_000 + GATHER_MS)).toEqual(["web-1", "web-2"]);
  expect(changes.observe(silent, 2_000 + GATHER_MS + GROUP_MS)).toEqual([]);
});

test("two tellings are half a minute apart, and what came and went meanwhile is not told", () => {
  const changes = new StateChanges();
  changes.observe(states({ "web-1": "ok", "db-1": "ok" }), 0);
  changes.observe(states({ "web-1": "crit", "db-1": "ok" }), 0);
  expect(changes.observe(states({ "web-1": "crit", "db-1": "ok" }), GATHER_MS)).toEqual(["web-1"]);

  changes.observe(states({ "web-1": "ok", "db-1": "warn" }), GATHER_MS + 1_000);
  expect(changes.observe(states({ "web-1": "ok", "db-1": "ok" }), GROUP_MS)).toEqual([]);
  expect(changes.observe(states({ "web-1": "ok", "db-1": "ok" }), GATHER_MS + GROUP_MS)).toEqual(["web-1"]);
});
