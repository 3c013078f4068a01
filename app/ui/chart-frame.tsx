import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Section } from "./section.tsx";
import { Segmented } from "./segmented.tsx";
import { useFormat } from "./use-format.tsx";

interface Sheet {
  /** Epoch milliseconds; the window that every chart of the frame shows. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly gapStepMs: number;
  readonly view: ChartView;
  /** The instant that the reader points at, in all charts at once. */
  readonly cursorAt: number | null;
  readonly setCursorAt: (at: number | null) => void;
}
export type ChartView = "drawing" | "table";

const SheetContext = createContext<Sheet | null>(null);

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error("a chart needs a ChartFrame around it");
  return sheet;
}

interface ChartFrameProps {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** The longest step that is none: where some points are closer than others, the step of the wider ones. */
  readonly gapStepMs?: number;
  /** The choice of the window, before the choice of drawing or table. */
  readonly side?: ReactNode;
  /** Lines of the key that these charts use, beside average, band and gap. */
  readonly keys?: readonly ("threshold" | "contract" | "comparison")[];
  /** More of the key in words, such as a scale that does not begin at zero. */
  readonly notes?: readonly string[];
  readonly children: ReactNode;
}

/** "One point a second" is said otherwise than "one point every 10 s". */
const WINDOW_TEXTS: Readonly<Record<number, string>> = {
  1000: "chart.windowPerSecond",
  60000: "chart.windowPerMinute",
};

/** A stack of charts on one time axis, with one cursor. Its heading prints window and step, its foot the key. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, from, to, stepMs, gapStepMs = stepMs, side, keys = [], notes = [], children } = props;
  const { t } = useTranslation("ui");
  const format = useFormat();
  const [view, setView] = useState<ChartView>("drawing");
  const [cursorAt, setCursorAt] = useState<number | null>(null);
  const sheet = useMemo(
    () => ({ from, to, stepMs, gapStepMs, view, cursorAt, setCursorAt }),
    [from, to, stepMs, gapStepMs, view, cursorAt],
  );
  const step = format.duration(stepMs / 1000);
  return (
    <Section
      title={title}
      note={t(WINDOW_TEXTS[stepMs] ?? "chart.window", {
        day: format.weekday(from),
        from: format.clock(from),
        to: untilOf(from, to, format),
        step,
      })}
      side={
        <div className="chart-choices">
          {side}
          <Segmented<ChartView>
            label={t("chart.view")}
            value={view}
            onChoose={setView}
            choices={[
              { value: "drawing", text: t("chart.drawing") },
              { value: "table", text: t("chart.table") },
            ]}
          />
        </div>
      }
    >
      <SheetContext.Provider value={sheet}>
        <div className="recorder">{children}</div>
      </SheetContext.Provider>
      <ul className="chart-key">
        <li className="chart-key-average">{t("chart.average", { step })}</li>
        <li className="chart-key-band">{t("chart.band")}</li>
        {keys.map((key) => (
          <li key={key} className={`chart-key-${key}`}>
            {t(`chart.${key}`)}
          </li>
        ))}
        <li className="chart-key-gap">{t("chart.gap")}</li>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Section>
  );
}

/** The end of a window, with its day where it is not the day of its start. */
function untilOf(from: number, to: number, format: ReturnType<typeof useFormat>): string {
  return format.day(from) === format.day(to) ? format.clock(to) : `${format.weekday(to)}, ${format.clock(to)}`;
}
