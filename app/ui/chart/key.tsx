import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { fittedRange } from "./axis.ts";
import { extentOf, joined, pointsWithin } from "./points.ts";
import { useSheet } from "./sheet.tsx";
import type { ChartRow } from "./types.ts";
import { windowText } from "./words.ts";
import type { Stretch } from "./zoom.ts";

interface ChartKeyProps {
  readonly rows: readonly ChartRow[];
  readonly step: string;
  readonly notes: readonly string[];
  readonly compared: Stretch | null;
}

/** What the lines and grounds of these charts mean: those that are there, and every scale that does not begin at zero. */
export function ChartKey({ rows, step, notes, compared }: ChartKeyProps) {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const now = useNow();
  const lines = rows.flatMap((row) => row.lines ?? []);
  const seconds = compared ? [] : [...new Set(rows.flatMap(({ second }) => second?.text ?? []))];
  return (
    <ul className="chart-key">
      <li className="chart-key-average">{t("average", { step })}</li>
      <li className="chart-key-band">{t("band")}</li>
      {(["threshold", "contract"] as const)
        .filter((kind) => lines.some((line) => line.kind === kind))
        .map((kind) => (
          <li key={kind} className={`chart-key-${kind}`}>
            {t(kind)}
          </li>
        ))}
      {rows.some(({ expected }) => expected && expected.length > 0) && (
        <li className="chart-key-expected">{t("expected")}</li>
      )}
      {seconds.map((text) => (
        <li key={text} className="chart-key-comparison">
          {t("dotted", { text })}
        </li>
      ))}
      {compared && (
        <li className="chart-key-comparison">{t("periodBefore", { window: windowText(compared, now, format) })}</li>
      )}
      <li className="chart-key-gap">{t("gap")}</li>
      {useScales(rows).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** "Disk: scale from 79 to 82 %". */
function useScales(rows: readonly ChartRow[]): string[] {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const { from, to } = useSheet();
  return rows.flatMap(({ label, unit, series, before, isFitted }) => {
    const extent = isFitted && series ? extentOf(pointsWithin(series.points, from, to)) : null;
    const range = extent && fittedRange(unit, joined(extent, extentOf(before?.points ?? [])));
    if (!range || range.min === 0) return [];
    return t("scale", { label, min: format.number(range.min * 100), max: format.percent(range.max) });
  });
}
