import { useTranslation } from "react-i18next";

import { ChartStack } from "#app/ui/chart-stack.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { periodBefore, type TimeWindow } from "#domain/metrics/window.ts";

import { HOUR, MINUTE, madeUpSeries } from "./made-up.ts";

/** The strip recorder: a stack with all that it can show, and a chart in each other state. */
export function Charts({ window, isCompared }: { window: TimeWindow; isCompared: boolean }) {
  const { t } = useTranslation("ui");
  const { timeZone } = useFormat();
  const { from, to } = window;
  const before = periodBefore(window, timeZone);
  const at = (share: number) => from + share * (to - from);
  const curve = (level: number, spread: number) => ({
    series: madeUpSeries(window, { level, spread, hole: [0.52, 0.56] }),
    before: isCompared ? madeUpSeries(before, { level: level * 0.9, spread }) : undefined,
  });
  const memory = 128 * 1024 ** 3;
  return (
    <div className="mt-[34px]">
      <ChartStack
        title={t("parts.charts")}
        window={window}
        compared={isCompared ? before : null}
        marks={[
          { id: "release", at: at(0.2), title: t("parts.releaseFlag"), detail: t("parts.releaseDetail") },
          { id: "hole", at: at(0.52), until: at(0.56), title: t("parts.holeMark") },
          {
            id: "disk",
            at: at(0.76),
            title: t("parts.diskFilling"),
            link: { to: "#", text: t("parts.ticketFlag") },
          },
          { id: "silent", at: at(0.77), title: t("parts.silentMark") },
        ]}
        rows={[
          {
            ...curve(0.33, 0.12),
            id: "cpu",
            label: t("tile.cpu"),
            unit: "ratio",
            lines: [{ value: 0.8, kind: "threshold" }],
          },
          {
            ...curve(0.71 * memory, 0.004 * memory),
            id: "memory",
            label: t("tile.memory"),
            unit: "memory",
            lines: [{ value: memory, kind: "contract", text: t("parts.contracted") }],
          },
          {
            ...curve(0.805, 0.003),
            id: "disk",
            label: t("tile.disk"),
            unit: "ratio",
            isFitted: true,
            lines: [{ value: 0.8, kind: "threshold" }],
          },
          {
            ...curve(182e6, 40e6),
            id: "bandwidth",
            label: t("tile.bandwidth"),
            unit: "bits_per_second",
            second: { series: madeUpSeries(window, { level: 150e6, spread: 22e6 }), text: t("parts.sent") },
          },
        ]}
      />
      <div className="mt-[34px]">
        <ChartStack
          title={t("parts.chartStates")}
          window={{ range: "dates", from: to - HOUR, to }}
          isFixed
          rows={[
            {
              id: "empty",
              label: t("parts.empty"),
              unit: "ratio",
              series: { key: "empty", stepMs: MINUTE, points: [] },
            },
            { id: "error", label: t("parts.error"), unit: "ratio", series: null },
            {
              id: "stale",
              label: t("parts.stale"),
              unit: "ratio",
              isStale: true,
              series: madeUpSeries({ from: to - HOUR, to: to - 15 * MINUTE }, { level: 0.4, spread: 0.1 }),
            },
          ]}
        />
      </div>
    </div>
  );
}
