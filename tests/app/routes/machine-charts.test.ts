import { expect, test } from "vitest";

import { summed, withValue } from "#app/routes/projects.$projectSlug.machines.$machineName/series.ts";
import { coreKeys, rowsOf, viewsOf } from "#app/routes/projects.$projectSlug.machines.$machineName/views.ts";

const point = (at: number, value: number) => ({ at, min: value, average: value, max: value });

test.each([
  ["opens a new step", [point(0, 1)], { at: 10_000, value: 3 }, 0, [point(0, 1), point(10_000, 3)]],
  ["joins the step under way", [point(0, 1)], { at: 0, value: 3 }, 1, [{ at: 0, min: 1, average: 2, max: 3 }]],
  ["weighs as one of those before it", [point(0, 1)], { at: 0, value: 4 }, 2, [{ at: 0, min: 1, average: 2, max: 4 }]],
  ["that comes late changes nothing", [point(10_000, 1)], { at: 0, value: 9 }, 1, [point(10_000, 1)]],
])("a live value %s", (_sentence, points, value, count, expected) => {
  expect(withValue(points, value, count)).toEqual(expected);
});

test("a sum has points only where all its series have one", () => {
  expect(summed([[point(0, 1), point(1, 2)], [point(1, 3)]], 8)).toEqual([point(1, 40)]);
  expect(summed([])).toEqual([]);
});

const KEYS = [
  "cpu_used_ratio",
  'cpu_core_used_ratio{core="10"}',
  'cpu_core_used_ratio{core="2"}',
  'filesystem_used_ratio{mount="/"}',
  'filesystem_used_ratio{mount="/var"}',
  'network_received_bytes_per_second{interface="eth0"}',
  'network_received_bytes_per_second{interface="lo"}',
  'network_sent_bytes_per_second{interface="eth0"}',
];

test("a machine has the views that its series fill", () => {
  expect(viewsOf(KEYS)).toEqual(["overview", "cpu", "filesystem", "network"]);
  expect(viewsOf([])).toEqual([]);
});

test("the essentials leave the loopback out, and what is not measured", () => {
  const rows = rowsOf("overview", KEYS);
  expect(rows.map(({ text, of }) => [text, of])).toEqual([
    ["cpu", undefined],
    ["disk", "/"],
    ["disk", "/var"],
    ["bandwidth", undefined],
  ]);
  expect(rows.at(-1)?.keys).toEqual([
    'network_received_bytes_per_second{interface="eth0"}',
    'network_sent_bytes_per_second{interface="eth0"}',
  ]);
});

test("cores stand in the order of their numbers", () => {
  expect(coreKeys(KEYS)).toEqual(['cpu_core_used_ratio{core="2"}', 'cpu_core_used_ratio{core="10"}']);
});
