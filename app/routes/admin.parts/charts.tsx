import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ChartFrame } from "#app/ui/chart-frame.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { TimeChart } from "#app/ui/time-chart.tsx";

import { HOUR, MINUTE, madeUpCurve } from "./made-up.ts";

/** The strip recorder: a stack with gap, threshold, contract and comparison, and a chart in each other state. */
export function Charts({ now }: { now: number }) {
  const { t } = useTranslation("ui");
  const [hours, setHours] = useState("6");
  const to = Math.floor(now / MINUTE) * MINUTE;
  const from = to - Number(hours) * HOUR;
  const curve = (level: number, spread: number) =>
    madeUpCurve({ to, stepMs: MINUTE, count: Number(hours) * 60, level, spread, hole: [0.52, 0.56] });
  const memory = 128 * 1024 ** 3;
  return (
    <div className="mt-[34px]">
      <ChartFrame
        title={t("parts.charts")}
        {...{ from, to, stepMs: MINUTE }}
        keys={["threshold", "contract", "comparison"]}
        notes={[t("parts.diskScale")]}
        side={
          <Segmented
            label={t("parts.chooseWindow")}
            value={hours}
            onChoose={setHours}
            choices={["1", "6", "24"].map((value) => ({ value, text: `${value} h` }))}
          />
        }
      >
        <TimeChart
          label={t("tile.cpu")}
          unit="ratio"
          points={curve(0.33, 0.12)}
          lines={[{ value: 0.8, kind: "threshold" }]}
        />
        <TimeChart
          label={t("tile.memory")}
          unit="memory"
          points={curve(0.71 * memory, 0.004 * memory)}
          lines={[{ value: memory, kind: "contract", text: t("parts.contracted") }]}
        />
        <TimeChart
          label={t("tile.disk")}
          unit="ratio"
          points={curve(0.805, 0.003)}
          range={{ min: 0.79, max: 0.82 }}
          lines={[{ value: 0.8, kind: "threshold" }]}
        />
        <TimeChart
          label={t("tile.bandwidth")}
          unit="bits_per_second"
          points={curve(182e6, 40e6)}
          comparison={curve(150e6, 22e6)}
          withTimeAxis
        />
      </ChartFrame>
      <div className="mt-[34px]">
        <ChartFrame title={t("parts.chartStates")} {...{ from: to - HOUR, to, stepMs: MINUTE }}>
          <TimeChart label={t("parts.loading")} unit="ratio" points={[]} state="loading" />
          <TimeChart label={t("parts.empty")} unit="ratio" points={[]} />
          <TimeChart label={t("parts.error")} unit="ratio" points={[]} state="error" />
          <TimeChart
            label={t("parts.stale")}
            unit="ratio"
            state="stale"
            withTimeAxis
            points={madeUpCurve({ to: to - 15 * MINUTE, stepMs: MINUTE, count: 45, level: 0.4, spread: 0.1 })}
          />
        </ChartFrame>
      </div>
    </div>
  );
}
