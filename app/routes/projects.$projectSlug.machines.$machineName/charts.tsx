import { Link, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { ChartStack } from "#app/ui/chart-stack.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import type { ChartPoint } from "#app/ui/time-chart.tsx";
import { type SentEntry, useMarks } from "#app/ui/timeline/use-marks.tsx";
import type { StreamSample } from "#domain/machines/live.ts";
import type { TimeWindow, WindowRefusal } from "#domain/metrics/window.ts";

import { useChartRows } from "./chart-rows.ts";
import { Cores } from "./cores.tsx";
import { rowsOf, seriesIn, type ViewName } from "./views.ts";

export interface ChartsProps {
  /** The address of the machine's page. */
  readonly address: string;
  readonly frame: { readonly project: { readonly slug: string } };
  readonly machine: { readonly name: string };
  /** As it is shown now: of a range, moved on to the present. */
  readonly window: TimeWindow;
  readonly compared: { readonly from: number; readonly to: number } | null;
  readonly refused: WindowRefusal | null;
  readonly stepMs: number;
  readonly view: ViewName;
  readonly views: readonly ViewName[];
  readonly keys: readonly string[];
  /** Null: they could not be read. */
  readonly points: ReadonlyMap<string, readonly ChartPoint[]> | null;
  readonly before: ReadonlyMap<string, readonly ChartPoint[]> | null;
  /** What happened in the window, at least. */
  readonly entries: readonly SentEntry[];
  readonly sample: StreamSample | undefined;
  readonly isStale: boolean;
}

/** Windows in which one sees the present move. */
const LIVE_RANGES: readonly string[] = ["live", "1h", "6h", "24h"];

/** The strip recorder of the machine: one window, one cursor, the essentials or one family of metrics. */
export function Charts(props: ChartsProps) {
  const { window, compared, stepMs, view, views, keys, points, sample } = props;
  const { t } = useTranslation("machines");
  const [query] = useSearchParams();
  const rows = useMemo(() => rowsOf(view, keys), [view, keys]);
  const shown = useChartRows(rows, props);
  const marks = useMarks(props.entries, { machine: props.machine.name });
  if (views.length === 0) {
    return (
      <Section title={t("page.measures")}>
        <EmptyState title={t("noValues")} text={t("page.noValuesText")} />
        <p>
          <Link to={`${props.address}/other`}>{t("other.title")}</Link>
        </p>
      </Section>
    );
  }
  const viewAddress = (value: ViewName) => `?${new URLSearchParams([...without(query, "view"), ["view", value]])}`;
  return (
    <>
      <nav className="view-tabs" aria-label={t("page.views")}>
        <Segmented<ViewName>
          label={t("page.views")}
          value={view}
          choices={views.map((value) => ({ value, text: t(`view.${value}`), to: viewAddress(value) }))}
        />
        <Link to={`${props.address}/other`}>{t("other.title")}</Link>
      </nav>
      <ChartStack
        title={t(LIVE_RANGES.includes(window.range) ? "page.measures" : "page.pastMeasures")}
        window={window}
        stepMs={stepMs}
        rows={shown}
        marks={marks}
        marksSide={<Link to={`/projects/${props.frame.project.slug}/events`}>{t("marks:title")}</Link>}
        {...{ compared, refused: props.refused }}
        csv={csvAddress(props, seriesIn(rows))}
        ticket={`/projects/${props.frame.project.slug}/tickets/new?machine=${encodeURIComponent(props.machine.name)}`}
        notes={window.range === "live" ? [t("page.liveNote")] : []}
      />
      {view === "cpu" && points && (
        <Cores keys={keys} points={points} sample={sample} from={window.from} to={window.to} stepMs={stepMs} />
      )}
    </>
  );
}

/** The file holds the window as it is shown, by dates: what is downloaded is what was seen. */
export function csvAddress({ address, window }: Pick<ChartsProps, "address" | "window">, series: readonly string[]) {
  const { from, to } = window;
  const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  for (const key of series) query.append("series", key);
  return `${address}/measures.csv?${query}`;
}

function without(query: URLSearchParams, name: string): [string, string][] {
  return [...query].filter(([key]) => key !== name);
}
