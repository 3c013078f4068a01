import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ChartRow, ChartSeries } from "#app/ui/chart-stack.tsx";
import type { ChartUnit } from "#app/ui/time-chart.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { SentCurve } from "#domain/consumption/picture.ts";
import { RESOURCES, type Resource } from "#domain/consumption/resources.ts";
import { factorOf, grantedOf, pointsOf } from "./figures.ts";
import type { GroupPicture } from "./picture.ts";
import { quantityText } from "./words.ts";

export const UNITS: Readonly<Record<Resource, ChartUnit>> = {
  cpu: "count",
  memory: "memory",
  disk: "memory",
  received: "bits_per_second",
  sent: "bits_per_second",
};

/** One chart a resource, with what is contracted as a line. `csv` is the address of the file of all of them. */
export function useRows(picture: GroupPicture, csv: string): ChartRow[] {
  const { t } = useTranslation("measures");
  const format = useFormat();
  return useMemo(
    () =>
      RESOURCES.map((resource) => {
        const factor = factorOf(resource, picture);
        const granted = grantedOf(resource, picture);
        const series = (curves: readonly SentCurve[]): ChartSeries => {
          const curve = curves.find((one) => one.resource === resource);
          return { key: resource, stepMs: curve?.stepMs ?? 60_000, points: curve ? pointsOf(curve, factor) : [] };
        };
        const inGhz = resource === "cpu" && granted !== null;
        return {
          id: resource,
          label: t(inGhz ? "row.cpuGhz" : `row.${resource}`),
          unit: inGhz ? "gigahertz" : UNITS[resource],
          series: series(picture.curves),
          before: picture.before ? series(picture.before) : undefined,
          lines: granted ? [{ value: granted, kind: "contract" as const }] : [],
          note: granted ? t("ofGranted", { granted: quantityText(resource, granted, picture, format) }) : undefined,
          csv: `${csv}${csv.includes("?") ? "&" : "?"}row=${resource}`,
        };
      }),
    [picture, csv, t, format],
  );
}
