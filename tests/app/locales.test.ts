import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { loadTexts, type TextTree } from "#app/locales/index.ts";
import { LOCALES, type Locale } from "#app/ui/locale.ts";
import { keysUsedIn, typographyFaultsOf } from "#tests/support/texts.ts";

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Which forms a text with a count must have. `zero` is a courtesy that any language may add. */
const FORMS: Readonly<Record<Locale, readonly string[]>> = {
  fr: ["one", "many", "other"],
  en: ["one", "other"],
  es: ["one", "many", "other"],
};

/** `ui:state.ok`: its text, for all texts of a language. */
async function flatTexts(locale: Locale): Promise<Map<string, string>> {
  const flat = new Map<string, string>();
  const walk = (tree: TextTree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      const name = path.endsWith(":") ? path + key : `${path}.${key}`;
      if (typeof value === "string") flat.set(name, value);
      else walk(value, name);
    }
  };
  for (const [namespace, texts] of Object.entries(await loadTexts(locale))) walk(texts as TextTree, `${namespace}:`);
  return flat;
}

const texts = Object.fromEntries(
  await Promise.all(LOCALES.map(async (locale) => [locale, await flatTexts(locale)] as const)),
) as Record<Locale, Map<string, string>>;

const withoutForm = (key: string) => key.replace(PLURAL, "");
const concepts = (locale: Locale) => new Set([...texts[locale].keys()].map(withoutForm));

test.each(["en", "es"] as const)("what French says, %s says too, and nothing else", (locale) => {
  expect([...concepts(locale)].sort()).toEqual([...concepts("fr")].sort());
});

test.each(LOCALES)("a text with a count has all the forms of %s", (locale) => {
  const counted = [...texts[locale].keys()].filter((key) => /_(one|many|other)$/.test(key)).map(withoutForm);
  const missing = [...new Set(counted)].flatMap((key) =>
    FORMS[locale].map((form) => `${key}_${form}`).filter((form) => !texts[locale].has(form)),
  );

  expect(missing).toEqual([]);
});

test.each(["en", "es"] as const)("the texts of %s take the same facts as the French ones", (locale) => {
  const differing = [...concepts("fr")].filter((key) => factsOf("fr", key) !== factsOf(locale, key));

  expect(differing).toEqual([]);
});

/** The interpolations of all forms of a text, but for the count itself, which "one" may leave out. */
function factsOf(locale: Locale, concept: string): string {
  const facts = new Set<string>();
  for (const [key, text] of texts[locale]) {
    if (withoutForm(key) !== concept) continue;
    for (const [, fact] of text.matchAll(/\{\{\s*([\w.]+)/g)) if (fact && fact !== "count") facts.add(fact);
  }
  return [...facts].sort().join(", ");
}

test("French texts have thin spaces, real apostrophes and real quotation marks", () => {
  const faults = [...texts.fr].flatMap(([key, text]) => typographyFaultsOf(text).map((fault) => `${key}: ${fault}`));

  expect(faults).toEqual([]);
});

test.each([
  ["une question ?", "a plain space before ?"],
  ["il reste 81 %", "a plain space before %"],
  ["attention : danger", "a plain space before :"],
  ["l'agent", "a straight apostrophe"],
  ["« oui »", "a plain space inside « »"],
  ['dites "oui"', "straight quotation marks"],
])("the French text %s is found faulty for %s", (text, fault) => {
  expect(typographyFaultsOf(text)).toContain(fault);
});

test("every text that the code asks for is there", () => {
  const known = concepts("fr");
  const branches = [...known];
  const missing = sources().flatMap((file) =>
    keysUsedIn(readFileSync(file, "utf8"))
      .filter(({ candidates, isPrefix }) =>
        candidates.every((key) => !(isPrefix ? branches.some((known) => known.startsWith(key)) : known.has(key))),
      )
      .map(({ candidates }) => `${file}: ${candidates.join(" or ")}`),
  );

  expect(missing).toEqual([]);
});

test("a key that no file defines is found out, whichever way it is asked for", () => {
  const used = keysUsedIn(`
    const { t } = useTranslation("ui");
    t("state.okay"); t(\`state.\${state}\`); t("admin:x.y", { a }); <Trans t={t} i18nKey="table.keys" />;
    const PROBLEM = "identity:problems.gone";
  `);

  expect(used.map(({ candidates, isPrefix }) => [candidates, isPrefix])).toEqual([
    [["ui:state.okay"], false],
    [["ui:state."], true],
    [["admin:x.y"], false],
    [["ui:table.keys"], false],
    [["identity:problems.gone"], false],
  ]);
});

/** Whatever of ours may ask for a text, but the texts themselves. */
function sources(): string[] {
  return ["app", "domain"].flatMap((area) =>
    readdirSync(area, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("locales/"))
      .map((path) => join(area, path)),
  );
}
