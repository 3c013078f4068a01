import { expect, test } from "vitest";

import { closesCircle } from "#domain/machines/parents.ts";

// 3 needs 2, 2 needs 1.
const chain = [
  { machineId: 2, parentId: 1 },
  { machineId: 3, parentId: 2 },
];

test.each([
  ["itself", 1, [1], true],
  ["a machine that needs it", 1, [2], true],
  ["a machine that needs it at two removes", 1, [3], true],
  ["one that does not need it", 3, [1], false],
  ["a new machine may need any", 0, [1, 2, 3], false],
  ["its old parents do not count", 2, [1], false],
])("whether a machine closes a circle by needing %s", (_sentence, machineId, parentIds, expected) => {
  expect(closesCircle(chain, machineId, parentIds)).toBe(expected);
});

test("a circle that is already there does not trap the search", () => {
  const circle = [
    { machineId: 1, parentId: 2 },
    { machineId: 2, parentId: 1 },
  ];
  expect(closesCircle(circle, 3, [1])).toBe(false);
});
