import { expect, test } from "vitest";

import { type WhatIfKnown, whatIfQuestion } from "#domain/capacity/what-if-question.ts";

const DISK = "machine:7:filesystem:/var/lib/mysql";
const KNOWN: WhatIfKnown = {
  resources: [
    { key: DISK, kind: "filesystem" },
    { key: "machine:7:sent", kind: "sent" },
  ],
  tiers: [{ key: "boutique web", ids: [1, 2] }],
  today: "2026-11-23",
};
const asked = (query: string) => whatIfQuestion(new URLSearchParams(query), KNOWN);

test("an address without assumptions asks nothing", () => {
  expect(asked("done=saved")).toMatchObject({ isAsked: false, problems: {}, change: { growth: 1, event: null } });
});

test("everything at once is understood, as people type it", () => {
  const query = new URLSearchParams({
    ...{ growth: "+12,5 %", from: "2026-12-04", more: "30", resize: DISK, limit: "1 200", tier: "boutique web" },
    machines: "−1",
  });
  expect(asked(query.toString())).toMatchObject({
    ...{ isAsked: true, problems: {} },
    change: {
      growth: 1.125,
      event: { startsOn: "2026-12-04", endsOn: "2026-12-04", multiplier: 1.3 },
      resize: { key: DISK, limit: 1.2e12 },
      machines: { ids: [1, 2], more: -1 },
    },
  });
  expect(asked("resize=machine:7:sent&limit=100").change.resize?.limit).toBe(12_500_000);
});

test.each([
  ["growth=much", { growth: "badNumber" }],
  ["growth=1e9", { growth: "badNumber" }],
  ["growth=-95", { growth: "outOfRange" }],
  ["from=2026-12-04", { more: "missing" }],
  ["more=30", { from: "missing" }],
  ["from=2026-02-30&more=30", { from: "badDay" }],
  ["from=2026-12-04&to=2026-12-01&more=30", { to: "endsBefore" }],
  ["from=2026-11-01&to=2026-11-22&more=30", { from: "outside" }],
  ["from=2028-01-01&more=30", { from: "outside" }],
  // Another project's resource is none, as an absent one.
  ["resize=machine:99:cpu&limit=8", { resize: "unknown" }],
  [`resize=${DISK}`, { limit: "missing" }],
  [`resize=${DISK}&limit=0`, { limit: "outOfRange" }],
  ["limit=80", { resize: "missing" }],
  ["tier=boutique web&machines=1.5", { machines: "badNumber" }],
  ["tier=boutique web&machines=-2", { machines: "noneLeft" }],
  ["tier=none&machines=1", { tier: "unknown" }],
])("%s is named, and changes nothing", (query, problems) => {
  const { change, isAsked, ...answer } = asked(query);
  expect(answer.problems).toEqual(problems);
  expect([isAsked, change]).toEqual([true, { growth: 1, event: null, resize: null, machines: null }]);
});
