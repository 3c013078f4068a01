import { expect, test } from "vitest";

import { formatFor } from "#app/ui/format.ts";
import { moved, tickAway } from "#app/ui/ruler/control.tsx";
import { ticksOf } from "#app/ui/ruler/ticks.ts";
import { Ruler } from "#app/ui/ruler.tsx";
import { NOW, rendered, wordsOf } from "./render.tsx";

const HOUR = 3_600_000;
const paris = formatFor("fr", "Europe/Paris");
const day = { label: "La journée", from: NOW - 24 * HOUR, to: NOW + 12 * HOUR, now: NOW };

test("the ruler tells in words every stretch that is not normal, and every flag", async () => {
  const words = await wordsOf(
    <Ruler
      {...day}
      lanes={[
        {
          name: "Machines",
          segments: [
            { from: day.from, to: NOW - HOUR, state: "ok" },
            { from: NOW - HOUR, to: NOW, state: "mute" },
          ],
        },
      ]}
      flags={[{ at: NOW - 5 * HOUR, text: "Version 5.12 en ligne" }]}
    />,
  );

  expect(words).toContain("Machines\u00a0: Muette, de 13:32 à 14:32");
  expect(words).toContain("Version 5.12 en ligne");
});

test("a ruler without facts says that there is nothing to report", async () => {
  expect(await wordsOf(<Ruler {...day} lanes={[]} />)).toContain("Rien à signaler sur cette période.");
});

test("the needle stands at now, and what is not known is a thin line", async () => {
  const markup = await rendered(<Ruler {...day} lanes={[{ name: "Boutique", segments: [] }]} />);

  expect(markup).toContain('class="ruler-needle" x="66.667%"');
  expect(markup).toContain('class="ruler-base" x="0"');
});

test("nothing in the ruler is placed by a style attribute: the page's policy refuses them", async () => {
  expect(await rendered(<Ruler {...day} lanes={[]} onWindow={() => {}} />)).not.toContain("style=");
});

test.each([
  [
    "of 23 hours, when the clocks go forward",
    Date.UTC(2026, 2, 28, 23),
    Date.UTC(2026, 2, 29, 22),
    ["dim. 29", "3:00"],
  ],
  ["of 25 hours, when they go back", Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 23), ["dim. 25", "3:00"]],
])("a day %s keeps its labels on the hours of the wall clock", (_day, from, to, firstLabels) => {
  const labels = ticksOf(from, to, paris).flatMap(({ label }) => label ?? []);

  expect(labels.slice(0, 2)).toEqual(firstLabels);
  expect(labels.slice(2)).toEqual([
    "6:00",
    "9:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    expect.stringMatching(/^lun\. /),
  ]);
});

test("thirty days have a tick each midnight of Paris, across a change of clocks", () => {
  const ticks = ticksOf(Date.UTC(2026, 9, 10), Date.UTC(2026, 10, 9), paris);

  expect(ticks).toHaveLength(30);
  expect(ticks.every(({ at }) => paris.clock(at) === "0:00")).toBe(true);
});

test.each([
  ["left by a tick", -HOUR, false, { from: 1 * HOUR, to: 3 * HOUR }],
  ["no further than the beginning", -9 * HOUR, false, { from: 0, to: 2 * HOUR }],
  ["no further than now", 90 * HOUR, false, { from: 8 * HOUR, to: 10 * HOUR }],
  ["longer at its end", HOUR, true, { from: 2 * HOUR, to: 5 * HOUR }],
])("the window moves %s", (_how, by, onlyEnd, expected) => {
  expect(moved({ from: 2 * HOUR, to: 4 * HOUR }, by, onlyEnd, { from: 0, to: 10 * HOUR })).toEqual(expected);
});

test("a key moves the ruler's window by a day of its calendar, also over the night of 25 hours", () => {
  const midnight = Date.UTC(2026, 9, 24, 22);
  expect(tickAway(midnight, 1, 24 * HOUR, "Europe/Paris")).toBe(25 * HOUR);
  expect(tickAway(midnight, -1, 24 * HOUR, "Europe/Paris")).toBe(-24 * HOUR);
  expect(tickAway(midnight, -1, HOUR, "Europe/Paris")).toBe(-HOUR);
});
