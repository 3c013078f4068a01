import { useRevalidator } from "@remix-run/react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { type ChartRow, ChartStack } from "#app/ui/chart-stack.tsx";
import { useMarks } from "#app/ui/timeline/use-marks.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { windowQuery } from "#domain/metrics/window.ts";

import type { Picture } from "./picture.ts";

const MINUTE_MS = 60_000;
const ROWS = ["orders", "visits", "revenueCents", "refusals", "errors"] as const;

/** Orders against their band, and below them what may explain them. Read again each minute while somebody looks. */
export function ShopCharts({ picture, csv, ticket }: { picture: Picture; csv: string; ticket: string }) {
  const { t } = useTranslation("storefront");
  const format = useFormat();
  const { window, refused, curves, band, timeline } = picture;
  const query = windowQuery(window, format.timeZone);
  const marks = useMarks(timeline, { window: `?${query}` });
  useReadAgain(window.range === "dates");
  const rows = useMemo(
    () =>
      ROWS.map((total): ChartRow => {
        const curve = curves[total];
        const isMoney = total === "revenueCents";
        return {
          id: total,
          label: t(`row.${total}`),
          unit: "count",
          series: { key: total, ...curve, points: isMoney ? inEuros(curve.points) : curve.points },
          expected: total === "orders" ? band : undefined,
        };
      }),
    [curves, band, t],
  );
  return (
    <ChartStack
      title={t("charts")}
      {...{ window, refused, rows, marks }}
      csv={`${csv}?${query}`}
      ticket={ticket}
      notes={band.length === 0 ? [t("noBand")] : []}
    />
  );
}

function inEuros(points: Picture["curves"]["orders"]["points"]) {
  return points.map(({ at, min, average, max }) => ({ at, min: min / 100, average: average / 100, max: max / 100 }));
}

function useReadAgain(isStill: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (isStill || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, MINUTE_MS);
    return () => clearTimeout(timer);
  }, [isStill, revalidate, state]);
}
