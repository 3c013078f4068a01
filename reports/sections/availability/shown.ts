import type { Format } from "#app/ui/format.ts";
import type { LostRange } from "#domain/storefront/losses.ts";

import type { Words } from "../../words.ts";
import type { ReportedOutage, ReportedService } from "./data.ts";

/** Never rounded up: 99.798 % is not 99.80 % where 99.8 % was promised. */
export function flooredPercent(format: Format, ratio: number): string {
  return format.percent(Math.floor(ratio * 10_000 + 1e-7) / 10_000, 2);
}

/** The figures of a service as they are shown everywhere in the report. */
export function shownFigures(service: ReportedService, format: Format) {
  const { contractual, raw, promised, countedMs, budgetMs, observedDownMs, excusedMs } = service;
  const percent = (ratio: number | null) => (ratio === null ? "–" : flooredPercent(format, ratio));
  const minutes = (ms: number) => format.exactDuration(ms / 1_000);
  return {
    contractual: percent(contractual),
    raw: percent(raw),
    promised: format.percent(promised, 1),
    counted: minutes(countedMs),
    observed: minutes(observedDownMs),
    excused: minutes(excusedMs),
    budget: format.duration(budgetMs / 1_000),
  };
}

/** "14 oct., 14:05" */
export function momentOf(format: Format, at: number): string {
  return `${format.day(at)}, ${format.clock(at)}`;
}

/** "96 (77–115)"; why there is no figure where there is none. */
export function lostOrders({ loss }: ReportedOutage, { t, format }: { t: Words; format: Format }): string {
  if (loss === null) return "–";
  if (loss.kind !== "counted") return t(`availability.loss.${loss.kind}`);
  return rangeOf(loss.lostOrders, format);
}

export function rangeOf({ low, usual, high }: LostRange, format: Format): string {
  return high === 0 ? "0" : `${format.number(usual)} (${format.number(low)}–${format.number(high)})`;
}

/** "8 900 €", to the hundred: it is an estimate. */
export function euros(format: Format, cents: number): string {
  return `${format.number(Math.round(cents / 10_000) * 100)}\u00a0€`;
}
