import { LineChart } from "../../charts/line-chart.tsx";
import type { ReportTools } from "../../section.ts";
import type { ReportedDay } from "./days.ts";

interface OrdersChartProps {
  readonly id: string;
  readonly days: readonly ReportedDay[];
  /** Days of an outage, from 1. */
  readonly marked: readonly number[];
  readonly tools: Pick<ReportTools, "t" | "format">;
}

/** Orders a day beside what was to be expected: also on the first pages. */
export function OrdersChart({ id, days, marked, tools: { t, format } }: OrdersChartProps) {
  const last = days.at(-1);
  const told = days.flatMap(({ orders }) => orders ?? []);
  if (!last || told.length === 0) return null;
  const ticks = days
    .filter(({ day }) => day === 1 || day === last.day || (day % 5 === 0 && last.day - day > 2))
    .map(({ day, at }) => ({
      at: day,
      label: day === last.day || day === 1 ? format.day(at) : String(day),
    }));
  return (
    <LineChart
      id={id}
      title={t("shop.perDay")}
      description={t("shop.perDayWords", {
        from: format.day(days[0]?.at ?? 0),
        to: format.day(last.at),
        least: format.number(Math.min(...told)),
        most: format.number(Math.max(...told)),
      })}
      from={1}
      to={last.day}
      dots={days.map(({ day, orders }) => ({ at: day, value: orders }))}
      band={days.flatMap(({ day, expected }) =>
        expected ? [{ at: day, low: expected.low, high: expected.high }] : [],
      )}
      gaps={days
        .filter(({ orders }) => orders === null)
        .map(({ day }) => ({ from: Math.max(1, day - 0.5), to: Math.min(last.day, day + 0.5) }))}
      marked={marked}
      ticks={ticks}
      valueWords={(value) => format.number(value)}
    />
  );
}
