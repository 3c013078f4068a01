import { describe, expect, test } from "vitest";

import {
  type CapacitySettings,
  DEFAULT_SETTINGS,
  type KeptForecast,
  remainingRows,
} from "#domain/capacity/remaining.ts";
import { parseResource, type Subject, unitOf } from "#domain/capacity/resource.ts";
import { capacitySentenceOf } from "#domain/capacity/sentence.ts";
import { leftWithoutOne, twinsOf } from "#domain/capacity/twins.ts";

const TODAY = "2026-11-23";

function said(
  subjectName: string,
  resource: string,
  of: Partial<KeptForecast> & { readonly subject?: Subject } = {},
): KeptForecast {
  const named = parseResource(resource);
  if (!named) throw new Error(resource);
  return {
    ...{ id: 1, subject: "machine", subjectId: 1, subjectName, resource, ...named, unit: unitOf(named.kind) },
    ...{ madeOn: "2026-11-22", madeAt: 0, answer: "forecast", current: 50, limit: 100, historyDays: 300, days: [] },
    ...{ early: null, likely: null, late: null, ...of },
  };
}

const names = (forecasts: KeptForecast[], settings: Partial<CapacitySettings> = {}, pairs?: Map<number, number[]>) =>
  remainingRows(forecasts, { ...DEFAULT_SETTINGS, ...settings }, pairs).map(({ subjectName }) => subjectName);

describe("time remaining", () => {
  const soon = said("db-1", "filesystem:/var", { early: "2027-01-03", likely: "2027-01-16", late: "2027-01-29" });
  const wide = said("app-1", "memory", { early: "2026-12-20", likely: "2027-06-01", late: null });
  const over = said("web-1", "cpu", { answer: "over", early: "2026-11-23", likely: "2026-11-23", late: "2026-11-23" });
  const calm = said("lb-1", "memory", { answer: "not_filling", current: 40 });
  const fuller = said("lb-2", "memory", { answer: "not_filling", current: 90 });
  const young = said("new-1", "memory", { answer: "too_little_history", current: 99 });

  test("comes worst first: over, by the date of the stance, then by the room that is left, the unknown last", () => {
    const all = [young, calm, soon, fuller, wide, over];
    expect(names(all)).toEqual(["web-1", "app-1", "db-1", "lb-2", "lb-1", "new-1"]);
    expect(names(all, { stance: "expected" })).toEqual(["web-1", "db-1", "app-1", "lb-2", "lb-1", "new-1"]);
  });

  test("is told of what has a limit only", () => {
    expect(names([said("db-1", "database:popgom", { limit: null })])).toEqual([]);
  });

  test("says by when to act: the stance's date less the lead time, which may have passed", () => {
    const actBy = (settings: Partial<CapacitySettings>) =>
      remainingRows([soon, calm], { ...DEFAULT_SETTINGS, ...settings }).map((row) => row.actBy);
    expect(actBy({ leadDays: 14 })).toEqual(["2026-12-20", null]);
    expect(actBy({ leadDays: 60 })).toEqual(["2026-11-04", null]);
    expect(actBy({ stance: "expected", leadDays: 14 })).toEqual(["2027-01-02", null]);
  });

  test("of a pair stands for the CPU of its machines where pairs are counted, and is left out where they are not", () => {
    const own = (id: number) => said(`web-${id}`, "cpu", { subjectId: id });
    const all = [
      own(1),
      own(2),
      said("web-1", "memory", { subjectId: 1 }),
      said("web-1, web-2", "cpu", { subject: "pair", early: "2027-02-01" }),
      said("orders-1", "cpu", { subjectId: 9 }),
    ];
    const pairs = new Map([[1, [1, 2]]]);
    expect(names(all, {}, pairs)).toEqual(["web-1, web-2", "orders-1", "web-1"]);
    expect(names(all, { countsPairs: false }, pairs)).toEqual(["orders-1", "web-1", "web-1", "web-2"]);
  });

  test("is said in one sentence", () => {
    const sentence = (...all: KeptForecast[]) => capacitySentenceOf(remainingRows(all, DEFAULT_SETTINGS), TODAY);
    const pair = said("web-1, web-2", "cpu", { subject: "pair", answer: "over", early: TODAY });
    expect(sentence()).toEqual({ kind: "untold", pairs: null });
    expect(sentence(young)).toEqual({ kind: "learning", pairs: null });
    expect(sentence(calm, young)).toEqual({ kind: "none", until: "2027-05-25", pairs: null });
    expect(sentence(calm, soon, wide)).toMatchObject({ kind: "short", count: 2, first: { subjectName: "app-1" } });
    expect(sentence(said("far-1", "memory", { early: "2027-05-26" }))).toMatchObject({ kind: "none" });
    expect(sentence(soon, over)).toMatchObject({ kind: "over", count: 1, first: { subjectName: "web-1" } });
    // What only runs short with a machine gone is a sentence of its own, and no shortage.
    expect(sentence(calm, pair)).toMatchObject({
      kind: "none",
      pairs: { count: 1, first: { subjectName: "web-1, web-2" } },
    });
    expect(sentence(soon, pair)).toMatchObject({ kind: "short", count: 1, pairs: { count: 1 } });
  });
});

test("machines of one role and application share a work; the largest of them is the one that is gone", () => {
  const machine = (id: number, name: string, role: string, application: string | null) => ({
    ...{ id, name, role: { slug: role }, application: application === null ? null : { slug: application } },
  });
  const fleet = [
    machine(3, "web-10", "web", "shop"),
    machine(1, "web-2", "web", "shop"),
    machine(4, "web-1", "web", "blog"),
    machine(5, "db-1", "db", "shop"),
    machine(6, "one", "other", "shop"),
    machine(7, "two", "other", "shop"),
    machine(8, "web-8", "web", null),
  ];
  expect(twinsOf(fleet).map((group) => group.map(({ name }) => name))).toEqual([["web-2", "web-10"]]);
  expect(leftWithoutOne([4, 2])).toBe(2);
  expect(leftWithoutOne([4, 4, 8])).toBe(8);
});
