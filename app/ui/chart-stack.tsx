import { useNavigate, useNavigation, useRevalidator } from "@remix-run/react";
import { type ReactNode, useId, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { TimeWindow, WindowRefusal } from "#domain/metrics/window.ts";

import { useChartAddress } from "./chart/address.ts";
import { ChartKey } from "./chart/key.tsx";
import { MarkLane, MarkList } from "./chart/mark-list.tsx";
import { marksWithin } from "./chart/marks.ts";
import { type ChartShape, SharedCursor, type Sheet, SheetProvider } from "./chart/sheet.tsx";
import { Ranges, Tools } from "./chart/tools.tsx";
import type { ChartMark, ChartRow, GapReason } from "./chart/types.ts";
import { STEP_TEXTS, windowText, zoneCity } from "./chart/words.ts";
import type { Stretch } from "./chart/zoom.ts";
import { useNow } from "./clock.tsx";
import { Section } from "./section.tsx";
import { StateMark } from "./state-mark.tsx";
import { TimeChart } from "./time-chart.tsx";
import { useFormat } from "./use-format.tsx";

export type { ChartMark, ChartRow, ChartSeries } from "./chart/types.ts";

interface ChartStackProps {
  readonly title: string;
  /** As `windowOf` reads it from the address; of a range, `to` is the present and may move on. */
  readonly window: TimeWindow;
  /** Why the window is the usual one and not what the address asked for. */
  readonly refused?: WindowRefusal | null;
  readonly rows: readonly ChartRow[];
  /** How much time a point stands for, where rows do not say it themselves: none was read, or they are live. */
  readonly stepMs?: number;
  /** What happened; those of the window are numbered. Absent: no lane and no list. */
  readonly marks?: readonly ChartMark[];
  /** At the right end of the list's title: a link to the whole journal, a form. */
  readonly marksSide?: ReactNode;
  /** The period before, whose curves the rows bring as `before`. */
  readonly compared?: Stretch | null;
  /** Address of all these charts as CSV. */
  readonly csv?: string;
  /** Address of the form for a ticket on what is seen, without the window. */
  readonly ticket?: string;
  /** The window is the page's own affair: no ranges, no dates, no zoom. */
  readonly isFixed?: boolean;
  /** More of the key in words. */
  readonly notes?: readonly string[];
  readonly size?: "row" | "tall";
  /** Below the rows and inside the section. */
  readonly children?: ReactNode;
}

/**
 * A stack of charts on one time axis, with one cursor. Window, comparison and table stand in the page's address, so that
 * a link is exactly the view: `?range=6h` or `?from=…&to=…`, `compare=before`, `shape=table`; the loader reads them.
 */
export function ChartStack(props: ChartStackProps) {
  const { title, window, rows, marks, compared, notes = [], isFixed = false } = props;
  const { t } = useTranslation("charts");
  const format = useFormat();
  const now = useNow();
  const address = useChartAddress();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const keysId = useId();
  const isReading = useIsReading(address.pathname);
  const { from, to } = window;
  const stepMs = props.stepMs ?? rows.find(({ series }) => series)?.series?.stepMs ?? 60_000;
  const shape: ChartShape = address.has("shape", "table") ? "table" : "drawing";
  const sheet = useMemo<Sheet>(
    () => ({
      ...{ from, to, stepMs, shape },
      zoomTo: isFixed ? undefined : (next) => navigate(address.window(next), { preventScrollReset: true }),
    }),
    [from, to, stepMs, shape, isFixed, navigate, address.window],
  );
  const shown = useMemo(() => marksWithin(marks ?? [], { from, to }), [marks, from, to]);
  const reasons = useMemo(() => shown.flatMap(reasonOf), [shown]);
  const step = format.duration(stepMs / 1000);
  return (
    <SharedCursor>
      <SheetProvider value={sheet}>
        <Section title={title} side={!isFixed && <Ranges current={window.range === "dates" ? null : window.range} />}>
          {props.refused && (
            <p className="chart-refused" role="status">
              <StateMark state="warn" /> {t(`refused.${props.refused}`)} {t("refused.instead")}
            </p>
          )}
          <p className="chart-window">
            {t("heading", {
              window: windowText(window, now, format),
              step: t(STEP_TEXTS[stepMs] ?? "step.other", { step }),
              city: zoneCity(format.timeZone),
            })}
          </p>
          {!isFixed && (
            <Tools
              {...{ window, now, shape }}
              isLive={window.range !== "dates"}
              isCompared={Boolean(compared)}
              csv={props.csv}
              ticket={props.ticket}
            />
          )}
          <div className="recorder" aria-busy={isReading}>
            {rows.map((row, index) => (
              <TimeChart
                key={row.id}
                {...{ row, reasons }}
                beforeShiftMs={compared ? from - compared.from : 0}
                isFirst={index === 0}
                isLast={index === rows.length - 1}
                size={props.size}
                describedBy={isFixed ? undefined : keysId}
                onRetry={revalidate}
              />
            ))}
            {marks && shown.length > 0 && shape === "drawing" && <MarkLane marks={shown} />}
          </div>
          {shape === "drawing" && <ChartKey {...{ rows, step, notes }} compared={compared ?? null} />}
          {shape === "drawing" && !isFixed && (
            <p id={keysId} className="chart-hint">
              {t("hint")}
            </p>
          )}
          {props.children}
        </Section>
        {marks && <MarkList marks={shown} side={props.marksSide} />}
      </SheetProvider>
    </SharedCursor>
  );
}

/** Whether another window of this page is under way. The old curves stay until it is there. */
function useIsReading(pathname: string): boolean {
  const { state, location } = useNavigation();
  return state === "loading" && location.pathname === pathname;
}

/** Why nothing was measured while the mark lasted, where it tells that. */
function reasonOf({ at, until, gapReason }: ChartMark): GapReason[] {
  return gapReason && until ? [{ from: at, to: until, text: gapReason }] : [];
}
