import { expect, test } from "vitest";

import { Age, LiveAge } from "#app/ui/age.tsx";
import { Gauge } from "#app/ui/gauge.tsx";
import { LOCALES } from "#app/ui/locale.ts";
import { withTrueAges } from "#app/ui/stale-age.tsx";
import { STATES, StateMark, StateWord } from "#app/ui/state-mark.tsx";
import { Exceptions, Verdict } from "#app/ui/verdict.tsx";
import { NOW, rendered, wordsOf } from "./render.tsx";

test("every state has a shape of its own, so that it is told without colour", async () => {
  const shapes = await Promise.all(STATES.map((state) => rendered(<StateMark state={state} />)));
  const withoutColours = shapes.map((shape) => shape.replace(/(fill|stroke)="[^"]*"/g, ""));

  expect(new Set(withoutColours).size).toBe(STATES.length);
});

test.each(LOCALES)("every state has a word in %s", async (locale) => {
  const words = await Promise.all(STATES.map((state) => wordsOf(<StateWord state={state} />, { locale })));

  expect(new Set(words).size).toBe(STATES.length);
  expect(words.join()).not.toContain("state.");
});

test.each([
  ["at the middle", 0.5, 'x="50.00%"'],
  ["at the end, when more is used than contracted", 1.18, 'x="100.00%"'],
  ["at the beginning, never before it", -0.1, 'x="0.00%"'],
])("a gauge's needle stands %s", async (_where, ratio, expected) => {
  expect(await rendered(<Gauge ratio={ratio} />)).toContain(`class="gauge-needle" ${expected}`);
});

test("a gauge without a value draws its scale and no needle", async () => {
  expect(await rendered(<Gauge ratio={null} threshold={0.8} />)).not.toContain("gauge-needle");
});

test("a band that goes past the contract ends with the gauge", async () => {
  expect(await rendered(<Gauge ratio={0.97} range={{ min: 0.9, max: 1.3 }} />)).toContain(
    'class="gauge-band" x="90.00%" y="3" width="10.00%"',
  );
});

test("an age counts up to three intervals, then says of when the value is", async () => {
  expect(await wordsOf(<Age at={NOW - 30_000} intervalSeconds={10} />)).toBe("il y a\u00a030\u00a0s");
  expect(await wordsOf(<Age at={NOW - 31_000} intervalSeconds={10} />)).toBe("valeur de 14:31");
});

test("what was never received has no age, and says so", async () => {
  expect(await wordsOf(<Age at={null} />)).toBe("jamais reçue");
  expect(await wordsOf(<LiveAge at={null} />, { locale: "en" })).toBe("no measurement yet");
});

test("the bar says the day, the clock and how old the newest measurement is", async () => {
  expect(await wordsOf(<LiveAge at={NOW - 4_000} withDate />)).toBe(
    "mar. 24 nov. 2026, 14:32 · mesuré il y a\u00a04\u00a0s",
  );
});

test("a verdict says its state to those who do not see its mark", async () => {
  expect(await wordsOf(<Verdict state="warn">Un disque se remplit.</Verdict>)).toBe(
    "À surveiller\u00a0:| |Un disque se remplit.".replace("| |", " |"),
  );
});

test("of seven exceptions five are listed and two are counted", async () => {
  const rows = ["a", "b", "c", "d", "e", "f", "g"].map((key) => ({ key, state: "warn" as const, fact: `fait ${key}` }));
  const words = await wordsOf(<Exceptions rows={rows} />);

  expect(words).toContain("fait e");
  expect(words).not.toContain("fait f");
  expect(words).toContain("et 2 autres");
});

test("no exceptions, no list", async () => {
  expect(await rendered(<Exceptions rows={[]} />)).toBe("");
});

test("the age of an old copy of a page is that of now, and nothing else of the page changes", async () => {
  const page = (now: number) => rendered(<LiveAge at={NOW - 4_000} intervalSeconds={10} withDate />, { now });
  const later = NOW + 12 * 60_000;
  const parts: JSX.Element[] = [];
  const html = `<p>4 s</p>${await page(NOW)}<p>4 s</p>`;
  withTrueAges(html, later, (age) => String(parts.push(age)));
  const [age] = await Promise.all(parts.map((part) => rendered(part)));

  expect(withTrueAges(html, later, () => age ?? "")).toBe(`<p>4 s</p>${await page(later)}<p>4 s</p>`);
  expect(age).toMatch(/mesuré.il.y.a.12.min/);
});
