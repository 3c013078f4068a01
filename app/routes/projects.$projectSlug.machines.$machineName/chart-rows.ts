import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ChartRow as ShownRow } from "#app/ui/chart-stack.tsx";
import type { ChartPoint } from "#app/ui/time-chart.tsx";
import type { StreamSample } from "#domain/machines/live.ts";

import { type ChartsProps, csvAddress } from "./charts.tsx";
import { summed } from "./series.ts";
import { type ChartRow, seriesIn } from "./views.ts";

type Points = ReadonlyMap<string, readonly ChartPoint[]>;

/** The rows of a view with their curves, ready for a stack. A row is made anew only when one of its series changed. */
export function useChartRows(rows: readonly ChartRow[], props: ChartsProps): ShownRow[] {
  const { points, before, stepMs, sample, isStale, window } = props;
  const { t } = useTranslation("machines");
  const sums = useMemo(() => new Sums(), []);
  return rows.map((row) => {
    const id = rowId(row);
    const curve = (name: string, keys: readonly string[], from: Points) => ({
      key: id,
      stepMs,
      points: sums.of(
        `${name} ${id}`,
        keys.flatMap((key) => [from.get(key) ?? []]),
        row.times,
      ),
    });
    const limit = row.limit ? sample?.values[row.limit] : null;
    return {
      id,
      label: t(`row.${row.text}`, { of: row.of }),
      unit: row.unit,
      series: points && curve("now", row.keys, points),
      before: before ? curve("before", row.keys, before) : undefined,
      second:
        row.comparison && points
          ? { series: curve("second", row.comparison, points), text: t(`compared.${row.text}`) }
          : undefined,
      lines: [
        ...(row.threshold === undefined ? [] : [{ value: row.threshold, kind: "threshold" as const }]),
        ...(limit ? [{ value: limit, kind: "contract" as const }] : []),
      ],
      newest: window.range === "dates" ? null : newestOf(row, sample),
      isFitted: row.isFitted,
      isStale: isStale && window.range !== "dates",
      csv: csvAddress(props, seriesIn([row])),
    };
  });
}

/** Names a row within its view. */
function rowId({ text, of }: ChartRow): string {
  return of === undefined ? text : `${text} ${of}`;
}

function newestOf({ keys, times = 1 }: ChartRow, sample: StreamSample | undefined): number | null {
  const values = keys.map((key) => sample?.values[key] ?? null);
  return values.some((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) * times;
}

/** Sums that stay the same object while their series do: charts are drawn again only when theirs changed. */
class Sums {
  readonly #known = new Map<string, { series: readonly (readonly ChartPoint[])[]; sum: ChartPoint[] }>();

  of(name: string, series: readonly (readonly ChartPoint[])[], times: number | undefined): ChartPoint[] {
    const known = this.#known.get(name);
    if (known && known.series.length === series.length && known.series.every((one, index) => one === series[index])) {
      return known.sum;
    }
    const sum = summed(series, times);
    this.#known.set(name, { series, sum });
    return sum;
  }
}
