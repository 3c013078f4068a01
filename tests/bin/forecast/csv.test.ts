import { expect, test } from "vitest";

import { forecastRows, parseTasks, tableOfRows } from "#bin/forecast/csv.ts";

const HEADER = "series_id,file,origin,horizon,m,timestamp,value";

/** Rows of a series that goes up and down by its half days or grows by its days, from the first of June. */
function rows(file: string, count: number, stepMs: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const timestamp = new Date(Date.UTC(2026, 5, 1) + at * stepMs).toISOString().slice(0, 19).replace("T", " ");
    return `web-1,${file},${count},3,7,${timestamp},${file.startsWith("disk") ? 1000 + at : 10 + (at % 24 < 12 ? 5 : 0)}`;
  });
}

test("a table of series becomes a table of forecasts, each step of each origin", () => {
  const hourly = rows("hourly", 400, 3_600_000);
  const tasks = parseTasks([HEADER, ...hourly, ...rows("disk_real", 60, 86_400_000)].join("\n"));
  const told = tableOfRows(tasks.flatMap(forecastRows)).trimEnd().split("\n");

  expect(tasks.map(({ series }) => [series.kind, series.perDay])).toEqual([
    ["load", 24],
    ["disk", 1],
  ]);
  expect(told[0]).toBe("series_id,origin,step,mean,lo80,hi80,lo95,hi95");
  expect(told.slice(1).map((row) => row.split(",").slice(0, 3).join(","))).toEqual([
    ...["web-1,400,1", "web-1,400,2", "web-1,400,3"],
    ...["web-1,60,1", "web-1,60,2", "web-1,60,3"],
  ]);
  const [mean = 0, lower80 = 0, upper80 = 0] = told[4]?.split(",").slice(3).map(Number) ?? [];
  expect(mean).toBeCloseTo(1060);
  expect([lower80 < mean, mean < upper80]).toEqual([true, true]);
});

test("five days of hours have a forecast too, as the bench asks for one", () => {
  const [task] = parseTasks([HEADER, ...rows("hourly", 120, 3_600_000)].join("\n"));

  expect(task && forecastRows(task)).toHaveLength(3);
});

test.each([
  ["another header", "series,value\na,1"],
  ["a word for a number", `${HEADER}\n${rows("daily", 2, 86_400_000).join("\n")}x`],
])("%s is refused", (_sentence, text) => {
  expect(() => parseTasks(text)).toThrow();
});
