import type { Month } from "#domain/availability/months.ts";

import type { Words } from "./words.ts";

/** "octobre 2026" */
export function monthName(month: Month, t: Words): string {
  const [year = "", number = "1"] = month.split("-");
  return t("frame.month", { month: t(`frame.months.${Number(number)}`), year });
}
