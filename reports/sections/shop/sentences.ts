import { monthWindow } from "../../parts/month-window.ts";
import type { ReportTools, Sentence } from "../../section.ts";
import { euros } from "../availability/shown.ts";
import type { ShopData } from "./data.ts";
import type { ReportedDay } from "./days.ts";
import { growthOf } from "./totals.ts";

export const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/storefront?${monthWindow(month)}`;

/** Which days were outside of what was to be expected. */
export function unusualDays(days: readonly ReportedDay[]) {
  const judged = days.filter(({ orders, expected }) => orders !== null && expected !== null);
  return {
    judged: judged.length,
    low: judged.filter(({ orders, expected }) => (orders ?? 0) < (expected?.low ?? 0)),
    high: judged.filter(({ orders, expected }) => (orders ?? 0) > (expected?.high ?? 0)),
  };
}

export function shopSentences({ shop }: ShopData, tools: ReportTools): Sentence[] {
  if (!shop || shop.totals.orders === null) return [];
  const { t, format } = tools;
  const { totals, monthBefore, yearBefore, days } = shop;
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key, text, figures, evidence: evidence(tools) },
  });
  const orders = format.number(totals.orders ?? 0);
  const counted = days.filter((day) => day.orders !== null);
  const perDay = format.number(counted.reduce((sum, day) => sum + (day.orders ?? 0), 0) / Math.max(1, counted.length));
  const money = totals.revenueCents === null ? "" : euros(format, totals.revenueCents);
  const found = [
    one("orders", t(money ? "shop.ordersWithMoney" : "shop.orders", { orders, perDay, money }), {
      ...{ "shop.totals.orders": orders, "shop.perDay": perDay },
      ...(money && { "shop.totals.revenueCents": money }),
    }),
  ];
  const [ofMonth, ofYear] = [growthOf(totals, monthBefore, "orders"), growthOf(totals, yearBefore, "orders")];
  for (const [key, growth] of Object.entries({ monthBefore: ofMonth, yearBefore: ofYear })) {
    if (growth === null) continue;
    const share = format.percent(Math.abs(growth));
    const direction = Math.abs(growth) < 0.005 ? "same" : growth > 0 ? "more" : "less";
    found.push(
      one(`growth.${key}`, t(`shop.growth.${key}.${direction}`, { share }), { [`shop.growth.${key}`]: share }),
    );
  }
  // Of one its day is told, not its number.
  const countOf = (path: string, count: number): Record<string, string> =>
    count > 1 ? { [path]: format.number(count) } : {};
  const { judged, low, high } = unusualDays(days);
  if (judged > 0) {
    const names = (list: readonly ReportedDay[]) => list.map(({ at }) => format.day(at)).join(", ");
    if (low.length === 0) found.push(one("days", t("shop.days.asExpected"), {}));
    else {
      const figures = countOf("shop.days.low", low.length);
      found.push(one("days", t("shop.days.low", { count: low.length, days: names(low) }), figures));
    }
    if (high.length > 0) {
      const figures = countOf("shop.days.high", high.length);
      found.push(one("days.high", t("shop.days.high", { count: high.length, days: names(high) }), figures));
    }
  }
  if (totals.visits) {
    const visits = format.number(totals.visits);
    const share = format.percent((totals.orders ?? 0) / totals.visits, 1);
    const figures = { "shop.totals.visits": visits, "shop.conversion": share };
    found.push(one("conversion", t("shop.conversion", { visits, share }), figures));
  }
  const slowest = shop.latencies.toSorted((a, b) => (b.milliseconds ?? 0) - (a.milliseconds ?? 0))[0];
  if (slowest?.milliseconds) {
    const time = `${format.number(slowest.milliseconds / 1_000, 2)}\u00a0s`;
    const page = t(`shop.pages.${slowest.page}`);
    found.push(one("latency", t("shop.slowest", { page, time }), { [`shop.latencies.${slowest.page}`]: time }));
  }
  return found;
}

export function shopUnknown({ shop }: ShopData, { t, format }: ReportTools): string[] {
  if (!shop) return [t("shop.unknown.noShop")];
  const { totals, monthBefore, yearBefore, days } = shop;
  if (totals.orders === null) return [t("shop.unknown.silent")];
  const untold = days.filter(({ orders }) => orders === null).map(({ at }) => format.day(at));
  const withoutBand = days.filter(({ expected }) => expected === null).length;
  return [
    ...(totals.counted < 0.995
      ? [t("shop.unknown.partly", { share: format.percent(Math.floor(totals.counted * 1_000) / 1_000, 1) })]
      : []),
    ...(untold.length > 0 ? [t("shop.unknown.days", { count: untold.length, days: untold.join(", ") })] : []),
    ...(withoutBand > 0 ? [t("shop.unknown.band", { count: withoutBand })] : []),
    ...(totals.isWhole ? [] : [t("shop.unknown.notOver")]),
    ...(totals.isWhole && growthOf(totals, monthBefore, "orders") === null ? [t("shop.unknown.monthBefore")] : []),
    ...(totals.isWhole && growthOf(totals, yearBefore, "orders") === null ? [t("shop.unknown.yearBefore")] : []),
  ];
}
