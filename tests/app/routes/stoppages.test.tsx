import { expect, test } from "vitest";

import { Stoppages } from "#app/routes/projects.$projectSlug.availability/stoppages.tsx";
import type { Stoppage } from "#domain/availability/picture.ts";
import { NOW, wordsOf } from "#tests/app/ui/render.tsx";

test.each([
  ["timeout", "délai dépassé"],
  ["a word of a probe elsewhere", "a word of a probe elsewhere"],
])("the reason %s of a stoppage is said as “%s”", async (reason, said) => {
  const seen = { at: NOW, part: "Parcours", state: "down", reason, checkId: 1, runId: null } as const;
  const down: Stoppage = {
    from: NOW,
    to: NOW + 60_000,
    verdict: "down",
    observed: "down",
    cause: { kind: "checks" },
    told: null,
    evidence: [seen],
  };

  expect(await wordsOf(<Stoppages stoppages={[down]} csv="/csv" />)).toMatch(new RegExp(`coupure · ${said}$`));
});
