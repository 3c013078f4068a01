import { expect, test } from "vitest";

import { seriesCsv } from "#domain/metrics/csv.ts";

test("a file of series has one line a point, and names that no spreadsheet runs", () => {
  const points = [{ at: Date.parse("2026-11-22T15:00:00Z"), min: -0.5, average: 0.25, max: 1e21, count: 30 }];
  const lines = [
    ...seriesCsv([
      { source: "=web-1", key: 'filesystem_used_bytes{mount="/"}', stepMs: 300_000, points },
      { source: "web-2", key: "cpu_used_ratio", stepMs: 300_000, points: [] },
    ]),
  ];
  expect(lines).toEqual([
    '"at","source","series","step_seconds","min","average","max","count"\r\n',
    `2026-11-22T15:00:00.000Z,"'=web-1","filesystem_used_bytes{mount=""/""}",300,-0.5,0.25,1e+21,30\r\n`,
  ]);
});
