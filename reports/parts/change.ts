import type { Format } from "#app/ui/format.ts";

import type { Words } from "../words.ts";

/** "+12 %", "−3 %", and words where there is nothing to compare with. */
export function changeWords(ratio: number | null, { t, format }: { t: Words; format: Format }): string {
  if (ratio === null) return t("parts.notCompared");
  const shown = format.percent(Math.abs(ratio), Math.abs(ratio) < 0.0995 ? 1 : 0);
  if (Math.abs(ratio) < 0.000_5) return format.percent(0);
  return `${ratio < 0 ? "−" : "+"}${shown}`;
}
