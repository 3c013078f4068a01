import { expect, test } from "vitest";
import { wordsOf } from "#storefront/words/words.ts";
import { diagramSource } from "#storefront/workflow/engine.ts";
import { MILESTONES, STEPS } from "#storefront/workflow/steps.ts";

test("every service task of the diagram has its effect, and no effect is without its task", () => {
  const tasks = [...diagramSource().matchAll(/<bpmn:serviceTask id="(\w+)"/g)].map(([, id]) => id);

  expect(Object.keys(STEPS).toSorted()).toEqual(tasks.toSorted());
});

test.each(["fr", "es"] as const)("a shopper reads milestones in words, and no name of a step (%s)", (language) => {
  const { milestones } = wordsOf(language);
  for (const milestone of MILESTONES) {
    const { title, text } = milestones[milestone];
    expect(`${title} ${text}`).not.toMatch(/_|workflow|step|supplier|null|undefined/);
  }
});
