import { expect, test } from "vitest";

import { isAnnouncedInTime } from "#domain/availability/notice.ts";

const at = (text: string) => Date.parse(text);
/** Four days wanted until the end of October, five from November on. */
const TERMS = [
  { effectiveOn: "2026-01-01", maintenanceNoticeDays: 4 },
  { effectiveOn: "2026-11-01", maintenanceNoticeDays: 5 },
];

test.each([
  ["five days before, to the minute", "2026-11-12T03:00:00Z", "2026-11-07T03:00:00Z", null, true],
  ["a minute later", "2026-11-12T03:00:00Z", "2026-11-07T03:01:00Z", null, false],
  ["by the terms of the day on which it starts", "2026-10-31T12:00:00Z", "2026-10-27T12:00:00Z", null, true],
  [
    "over the night when clocks go back: the same time of the clock",
    "2026-10-27T03:00:00Z",
    "2026-10-23T02:00:00Z",
    null,
    true,
  ],
  ["only with the approval, in time", "2026-11-12T03:00:00Z", null, "2026-11-01T03:00:00Z", true],
  ["only with the approval, too late", "2026-11-12T03:00:00Z", null, "2026-11-11T03:00:00Z", false],
  ["never", "2026-11-12T03:00:00Z", null, null, false],
  ["before there was a contract", "2025-12-01T03:00:00Z", null, null, true],
])("maintenance announced %s", (_sentence, from, announced, approved, expected) => {
  const window = {
    from: at(from),
    announcedAt: announced ? at(announced) : null,
    approvedAt: approved ? at(approved) : null,
  };
  expect(isAnnouncedInTime(window, TERMS, "Europe/Paris")).toBe(expected);
});
