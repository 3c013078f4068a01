import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ChartUnit } from "#app/ui/chart/axis.ts";
import type { KeptMeasure, KeptPoint } from "#domain/tickets/kept-window.ts";

/** How kept numbers are drawn: their unit, and what they are multiplied by. */
export const DRAWN: Readonly<Record<KeptMeasure, { readonly unit: ChartUnit; readonly times: number }>> = {
  cpu: { unit: "ratio", times: 1 },
  memory: { unit: "ratio", times: 1 },
  disk: { unit: "ratio", times: 1 },
  busy: { unit: "ratio", times: 1 },
  received: { unit: "bits_per_second", times: 8 },
  sent: { unit: "bits_per_second", times: 8 },
  orders: { unit: "count", times: 1 },
  latency: { unit: "milliseconds", times: 1 },
  errors: { unit: "count", times: 1 },
};

interface Named {
  readonly measure: KeptMeasure;
  readonly machine: string | null;
  readonly of: string | null;
}

/** What a curve is called: "CPU de db-1", "Réponse de la recherche". */
export function useCurveName(): (curve: Named) => string {
  const { t } = useTranslation("tickets");
  return useCallback(
    ({ measure, machine, of }) => {
      if (measure === "latency") return t(`window.latency.${of ?? "home"}`);
      return t(`window.measure.${measure}`, { machine, of });
    },
    [t],
  );
}

/** Points as they are drawn. */
export function drawnPoints(measure: KeptMeasure, points: readonly KeptPoint[]): KeptPoint[] {
  const { times } = DRAWN[measure];
  if (times === 1) return [...points];
  return points.map(({ at, min, average, max, count }) => ({
    ...{ at, count },
    ...{ min: min * times, average: average * times, max: max * times },
  }));
}
