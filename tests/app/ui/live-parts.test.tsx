import { expect, test } from "vitest";

import { StateAnnouncer } from "#app/ui/live/state-announcer.tsx";
import { Verdict } from "#app/ui/verdict.tsx";

import { rendered } from "./render.tsx";

test("each sentence of a verdict balances its own lines, and a machine's name is kept whole in all of them", async () => {
  const markup = await rendered(
    <Verdict state="warn">
      {"8 machines sur 9 vont bien."}
      {"Le disque de db-1 est utilisé à 81 %."}
    </Verdict>,
  );

  expect(markup.match(/class="verdict-sentence"/g)).toHaveLength(2);
  expect(markup).toContain('Le disque de <span class="whitespace-nowrap">db-1</span> est utilisé');
});

test("the region for changes of state stands on the page from the start, empty", async () => {
  const row = {
    name: "db-1",
    machine: { project: "popgom", name: "db-1" },
    now: { state: "ok" as const, finding: null, sample: undefined, since: null },
  };

  expect(await rendered(<StateAnnouncer machines={[row]} />)).toBe('<p class="sr-only" role="status"></p>');
});
