import { useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { ChartFrame } from "#app/ui/chart-frame.tsx";
import { useNow } from "#app/ui/clock.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { type ChartPoint, TimeChart } from "#app/ui/time-chart.tsx";
import type { StreamSample } from "#domain/machines/live.ts";

import { Cores } from "./cores.tsx";
import { RANGES, type RangeName } from "./ranges.ts";
import { summed } from "./series.ts";
import { type ChartRow, rowsOf, type ViewName } from "./views.ts";

interface ChartsProps {
  readonly range: RangeName;
  readonly view: ViewName;
  readonly views: readonly ViewName[];
  readonly keys: readonly string[];
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>;
  readonly sample: StreamSample | undefined;
  readonly isStale: boolean;
}

/** The strip recorder of the machine: one window, one cursor, one family of metrics at a time. */
export function Charts({ range, view, views, keys, points, sample, isStale }: ChartsProps) {
  const { t } = useTranslation("machines");
  const { spanMs, stepMs, gapStepMs } = RANGES[range];
  const now = useNow();
  const to = Math.floor(now / stepMs) * stepMs;
  const address = useAddress();
  const rows = useMemo(() => rowsOf(view, keys), [view, keys]);
  if (views.length === 0) {
    return (
      <Section title={t("page.measures")}>
        <EmptyState title={t("noValues")} text={t("page.noValuesText")} />
      </Section>
    );
  }
  return (
    <>
      <nav className="view-tabs" aria-label={t("page.views")}>
        <Segmented<ViewName>
          label={t("page.views")}
          value={view}
          choices={views.map((value) => ({ value, text: t(`view.${value}`), to: address("view", value) }))}
        />
      </nav>
      <ChartFrame
        title={t("page.measures")}
        from={to - spanMs}
        to={to}
        stepMs={stepMs}
        gapStepMs={gapStepMs}
        keys={keysOf(rows)}
        notes={range === "live" ? [t("page.liveNote")] : []}
        side={
          <Segmented<RangeName>
            label={t("page.range")}
            value={range}
            choices={(Object.keys(RANGES) as RangeName[]).map((value) => ({
              value,
              text: t(`range.${value}`),
              to: address("range", value),
            }))}
          />
        }
      >
        {rows.map((row, index) => (
          <Row
            key={`${row.text} ${row.of ?? ""}`}
            row={row}
            points={points}
            limit={row.limit ? (sample?.values[row.limit] ?? null) : null}
            isStale={isStale}
            isLast={index === rows.length - 1}
          />
        ))}
      </ChartFrame>
      {view === "cpu" && (
        <Cores keys={keys} points={points} sample={sample} from={to - spanMs} to={to} stepMs={gapStepMs} />
      )}
    </>
  );
}

interface RowProps {
  readonly row: ChartRow;
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>;
  readonly limit: number | null;
  readonly isStale: boolean;
  readonly isLast: boolean;
}

function Row({ row, points, limit, isStale, isLast }: RowProps) {
  const { t } = useTranslation("machines");
  const own = row.keys.map((key) => points.get(key));
  const compared = row.comparison?.map((key) => points.get(key));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the arrays are made anew each time, their series are not.
  const curve = useMemo(() => summed(own.filter(isThere), row.times), own);
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise.
  const comparison = useMemo(() => compared && summed(compared.filter(isThere), row.times), compared ?? []);
  const lines = [
    ...(row.threshold === undefined ? [] : [{ value: row.threshold, kind: "threshold" as const }]),
    ...(limit ? [{ value: limit, kind: "contract" as const }] : []),
  ];
  return (
    <TimeChart
      label={t(`row.${row.text}`, { of: row.of })}
      unit={row.unit}
      points={curve}
      comparison={comparison}
      lines={lines}
      state={isStale ? "stale" : "ready"}
      withTimeAxis={isLast}
      note={row.comparison && t(`compared.${row.text}`)}
    />
  );
}

function keysOf(rows: readonly ChartRow[]) {
  const keys: ("threshold" | "contract" | "comparison")[] = [];
  if (rows.some((row) => row.threshold !== undefined)) keys.push("threshold");
  if (rows.some((row) => row.comparison)) keys.push("comparison");
  return keys;
}

/** Another view or range of this page, the rest of the address kept. */
function useAddress() {
  const [query] = useSearchParams();
  return (name: "view" | "range", value: string) => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    return `?${next}`;
  };
}

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
