import { expect, test } from "vitest";

import { Readout } from "#app/ui/chart/readout.tsx";
import { wordsOf } from "./render.tsx";

test.each([
  ["in the unit of the readout above them", 40e6, { min: 10e6, average: 30e6, max: 161e6 }, "min 10, max 161"],
  ["with their own units where the highest outgrows it", 0, { min: 0, average: 17e6, max: 161e6 }, "max 161 Mbit/s"],
])("extremes are printed %s", async (_sentence, average, extent, expected) => {
  const words = await wordsOf(
    <Readout
      label="Débit"
      unit="bits_per_second"
      newest={average}
      extent={extent}
      pointed={null}
      cursorAt={null}
      span={200e6}
      when={() => "14:32"}
    />,
    { locale: "fr" },
  );

  expect(words.replace(/[\u00a0\u202f]/g, " ")).toContain(expected);
});
