import { expect, test } from "vitest";
import { reportMarkup, sentencesOf, toolsOf } from "#reports/document.tsx";
import { OUTLINE } from "#reports/outline.ts";
import { EMPTY_MONTH, FIXTURE_MONTH } from "./fixture-month.ts";

const LOCALES = ["fr", "en", "es"] as const;

function reportOf(data: Readonly<Record<string, object>>, locale: (typeof LOCALES)[number]) {
  return {
    project: { id: 1, slug: "popgom", name: "POPGOM", clientName: "Tyredating", timeZone: "Europe/Paris" },
    ...{ month: "2026-10", locale, base: "https://extranet.test" },
    issue: {
      ...{ number: 31, edition: 1, reason: "", establishedAt: Date.parse("2026-11-02T09:00:00Z"), isDraft: false },
      provider: { name: "Timonerie", emergencyTelephone: null },
      manager: { name: "Claire Aubrac", telephone: "01 99 00 48 20" },
    },
    sections: OUTLINE.map(({ name }) => ({ name, data: data[name] ?? null, text: null })),
  };
}

test.each(LOCALES)("in %s each sentence shows its figures and says where they are proved", (locale) => {
  const report = reportOf(FIXTURE_MONTH, locale);
  const tools = toolsOf(report);
  for (const section of report.sections) {
    const sentences = sentencesOf(section, tools);
    expect(sentences.length, section.name).toBeGreaterThan(0);
    expect(new Set(sentences.map(({ key }) => key)).size, section.name).toBe(sentences.length);
    for (const { key, text, figures, evidence } of sentences) {
      expect(evidence, `${section.name} ${key}`).toMatch(/^\/projects\/popgom(\/|$)/);
      expect(text, `${section.name} ${key}`).not.toMatch(/\{\{|undefined|NaN|null/);
      for (const shown of Object.values(figures)) expect(text, `${section.name} ${key}`).toContain(shown);
    }
  }
});

test.each(
  LOCALES,
)("in %s the whole report is drawn, with no style of its own and each chart told in words", (locale) => {
  const markup = reportMarkup(reportOf(FIXTURE_MONTH, locale));

  expect(markup).not.toMatch(/style=|NaN|undefined|Infinity|\{\{/);
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const charts = markup.match(/role="img"/g) ?? [];
  expect(charts).toHaveLength(markup.match(/<desc /g)?.length ?? 0);
  expect(charts.length).toBeGreaterThanOrEqual(6);
  expect(reportMarkup(reportOf(FIXTURE_MONTH, locale))).toBe(markup);
});

test.each(LOCALES)("in %s a month of which nothing is known says so, section by section", (locale) => {
  const report = reportOf(EMPTY_MONTH, locale);
  const tools = toolsOf(report);
  for (const { name, ...section } of OUTLINE) {
    const data = EMPTY_MONTH[name] ?? {};
    const told = [...section.sentences(data, tools).map(({ text }) => text), ...section.unknown(data, tools)];
    if (name !== "updates") expect(told.length, name).toBeGreaterThan(0);
  }
  expect(reportMarkup(report)).not.toMatch(/NaN|undefined|Infinity|\{\{/);
});

test("the first two pages say the verdict, the four figures, the outages, what is asked and what was done", () => {
  const report = reportOf(FIXTURE_MONTH, "fr");
  const [, first = ""] = /<section id="essential"[^>]*>(.*?)<\/section>/s.exec(reportMarkup(report)) ?? [];
  const words = first.replace(/<[^>]+>/g, " ").replace(/[\s\u00a0\u202f]+/g, " ");

  expect(words).toContain("disponible 99,94 % du temps");
  expect(words).toContain("Une coupure de 27 min");
  expect(words).toContain("Une décision vous attend avant le 4 décembre 2026");
  expect(words).toContain("98 500");
  expect(words).toContain("96 (77–115)");
  expect(words).toContain("Agrandir le disque de db-1");
  expect(words).toContain("Sauvegardes : 31 prévues, toutes réussies.");
});
