import { expect, test } from "vitest";

import { noticeSentence } from "#domain/notifications/sentence.ts";

test("a report is named by its month in words, in the reader's language", () => {
  const data = { title: "Popgom", month: "2026-10" };
  expect(noticeSentence("report.drafted", data, "fr")).toBe(
    "Le brouillon du rapport est prêt\u202f: Popgom, octobre 2026",
  );
  expect(noticeSentence("report.drafted", data, "en")).toContain("Popgom, October 2026");
  expect(noticeSentence("report.drafted", data, "es")).toContain("Popgom, octubre de 2026");
});

test("a month that is none is left out", () => {
  expect(noticeSentence("report.drafted", { title: "Popgom", month: "2026-13" }, "fr")).toMatch(/Popgom$/);
});
