import { expect, test } from "vitest";

import { Stoppages } from "#app/routes/projects.$projectSlug.availability/stoppages.tsx";
import type { Stoppage } from "#domain/availability/picture.ts";
import type { Loss } from "#domain/storefront/losses.ts";
import { NOW, rendered, wordsOf } from "#tests/app/ui/render.tsx";

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

  expect(
    await wordsOf(
      <Stoppages
        stoppages={[down]}
        losses={null}
        evidence={{}}
        pictures={{}}
        project="/projects/popgom"
        csv="/csv"
        outageAt={String}
      />,
    ),
  ).toMatch(new RegExp(`coupure · ${said}\\|`));
});

test("a stoppage says what it cost, with its range, and where a picture of it is", async () => {
  const seen = { at: NOW, part: "Parcours", state: "down", reason: null, checkId: 1, runId: 7 } as const;
  const span = { from: NOW, to: NOW + 1_380_000 };
  const down: Stoppage = {
    ...span,
    verdict: "down",
    observed: "down",
    cause: { kind: "checks" },
    told: null,
    evidence: [seen],
  };
  const range = { low: 126, usual: 159, high: 191 };
  const cents = { low: 1_260_000, usual: 1_590_000, high: 1_910_000 };
  const shown = (loss: Loss) => (
    <Stoppages
      stoppages={[down]}
      losses={{ [NOW]: loss }}
      evidence={{ 7: ["screenshot"] }}
      pictures={{ [NOW]: { id: 9, at: NOW + 60_000, check: "Achat", files: ["screenshot"] } }}
      project="/projects/popgom"
      csv="/csv"
      outageAt={String}
    />
  );
  const counted = shown({ kind: "counted", orders: 0, lostOrders: range, lostCents: cents });

  expect(await wordsOf(counted)).toContain("159 (126 à 191)|15\u202f900\u00a0€ (12\u202f600 à 19\u202f100)");
  expect(await rendered(counted)).toContain("/projects/popgom/checks/evidence?run=7&amp;file=screenshot");
  expect(await rendered(counted)).toContain("/projects/popgom/checks/evidence?run=9&amp;file=screenshot");
  expect(await wordsOf(shown({ kind: "unknown" }))).toContain("commandes inconnues");
});
