import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { type ChartMark, type ChartRow, ChartStack } from "#app/ui/chart-stack.tsx";
import { Segmented } from "#app/ui/segmented.tsx";

import type { JobData } from "./route.tsx";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SPANS = ["30", "90", "396"] as const;

/** How long runs take and how much they save, over time; runs that failed are marked. */
export function JobCharts({ data: { drawn, from, now, days, job } }: { data: JobData }) {
  const { t } = useTranslation("backups");
  const stepMs = useMemo(() => spacingOf(drawn.map(({ startedAt }) => startedAt)), [drawn]);
  const good = drawn.filter(({ state }) => state === "succeeded");
  const rows: ChartRow[] = [
    {
      id: "duration",
      label: t("charts.duration"),
      unit: "seconds",
      series: {
        ...{ key: "duration", stepMs },
        points: pointsOf(
          good.map(({ startedAt, endedAt }) => ({
            at: startedAt,
            value: endedAt ? (endedAt - startedAt) / 1_000 : null,
          })),
          stepMs,
        ),
      },
      lines: [{ value: job.longestSeconds, kind: "threshold", text: t("charts.longest") }],
    },
    {
      id: "size",
      label: t("charts.size"),
      unit: "bytes",
      series: {
        key: "size",
        stepMs,
        points: pointsOf(
          good.map(({ startedAt, bytes }) => ({ at: startedAt, value: bytes })),
          stepMs,
        ),
      },
    },
  ];
  const marks: ChartMark[] = drawn
    .filter(({ state }) => state === "failed")
    .map(({ startedAt }) => ({
      id: String(startedAt),
      at: startedAt,
      title: t("charts.failed"),
      gapReason: t("charts.failed"),
    }));
  if (good.length === 0) return null;
  return (
    <ChartStack title={t("charts.title")} window={{ range: "dates", from, to: now }} rows={rows} marks={marks} isFixed>
      <Segmented
        label={t("charts.span")}
        value={SPANS.find((span) => span === String(days)) ?? null}
        choices={SPANS.map((value) => ({ value, text: t(`charts.days.${value}`), to: `?days=${value}` }))}
      />{" "}
      <Segmented
        label={t("charts.shape")}
        value={null}
        choices={(["drawing", "table"] as const).map((value) => ({
          value,
          text: t(`charts.${value}`),
          to: value === "table" ? `?days=${days}&shape=table` : `?days=${days}`,
        }))}
      />
    </ChartStack>
  );
}

/** A point stands at the start of its step: runs begin some seconds apart. */
function pointsOf(values: readonly { at: number; value: number | null }[], stepMs: number) {
  const bySlot = new Map<number, number>();
  for (const { at, value } of values) if (value !== null) bySlot.set(Math.floor(at / stepMs) * stepMs, value);
  return [...bySlot].map(([at, value]) => ({ at, min: value, average: value, max: value }));
}

/** The usual time between two runs, in whole hours. */
function spacingOf(times: readonly number[]): number {
  const gaps = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .sort((one, other) => one - other);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? DAY_MS;
  return Math.max(HOUR_MS, Math.round(usual / HOUR_MS) * HOUR_MS);
}
