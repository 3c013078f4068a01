import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import { Bars } from "#reports/charts/bars.tsx";
import { BudgetBar } from "#reports/charts/budget-bar.tsx";
import { DateRanges } from "#reports/charts/date-ranges.tsx";
import { LineChart } from "#reports/charts/line-chart.tsx";
import { Ridgeline } from "#reports/charts/ridgeline.tsx";
import { areaOf, pathOf, roundAbove, scaleOf } from "#reports/charts/scale.ts";

const told = { id: "shop-orders", title: "Orders a day", description: "From 10 to 30, none on the 3rd." };
const words = (value: number) => String(value);

test("a value that was not measured breaks the line, and one alone is still seen", () => {
  const x = scaleOf(0, 4, 0, 40);
  const dots = [1, 2, null, 3, null].map((value, at) => ({ at, value }));

  expect(pathOf(dots, x, (value) => 10 - value)).toBe("M0 9L10 8M29 7h2");
  expect(
    areaOf(
      [
        { at: 0, low: 1, high: 2 },
        { at: 4, low: 2, high: 3 },
      ],
      x,
      (value) => 10 - value,
    ),
  ).toBe("M0 8L40 7L40 8L0 9Z");
});

test.each([
  [0, 1],
  [0.3, 1],
  [4_320, 5_000],
  [5_000, 5_000],
  [10_001, 20_000],
  [21, 25],
])("the scale of values up to %d ends at %d", (value, top) => {
  expect(roundAbove(value)).toBe(top);
});

test.each([
  [
    "a line",
    <LineChart
      key="line"
      {...told}
      from={0}
      to={2}
      dots={[{ at: 0, value: 10 }]}
      gaps={[{ from: 1, to: 2 }]}
      ticks={[{ at: 0, label: "1" }]}
      valueWords={words}
    />,
  ],
  ["bars", <Bars key="bars" {...told} bars={[{ key: "1", label: "1", value: null }]} valueWords={words} />],
  ["a budget", <BudgetBar key="budget" {...told} budget={90} used={[{ key: "a", amount: 120 }]} valueWords={words} />],
  [
    "ridges",
    <Ridgeline
      key="ridges"
      {...told}
      ridges={[{ label: "1", values: [1, null, 3], isQuiet: false }]}
      marks={[{ row: 0, along: 0.9, words: "27 min" }]}
      hours={["0 h", "24 h"]}
    />,
  ],
  [
    "dates",
    <DateRanges
      key="dates"
      {...told}
      from={0}
      to={10}
      ranges={[{ key: "a", label: "db-1", early: 3, likely: 5, late: null, actBy: 1 }]}
      months={[{ at: 0, label: "nov." }]}
    />,
  ],
])("%s says in words what it shows, and needs no style of its own", (_sentence, chart) => {
  const markup = renderToStaticMarkup(chart);

  expect(markup).toContain('role="img" aria-labelledby="shop-orders-title shop-orders-desc"');
  expect(markup).toContain('<title id="shop-orders-title">Orders a day</title>');
  expect(markup).toContain('<desc id="shop-orders-desc">From 10 to 30, none on the 3rd.</desc>');
  expect(markup).not.toMatch(/style=|NaN|undefined|Infinity/);
  expect(renderToStaticMarkup(chart)).toBe(markup);
});
