import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { volumeBy } from "#domain/consumption/traffic.ts";

import type { Shown } from "./route.tsx";

const HEIGHT = 96;

/** The volume of twelve months on one scale, each the way to its own page. */
export function Year({
  consumption: { year, rule },
  to,
}: {
  consumption: Shown["consumption"];
  to: (month: string) => string;
}) {
  const { t } = useTranslation(["consumption", "availability"]);
  const format = useFormat();
  const most = Math.max(1, ...year.map((month) => volumeBy(rule, month)));
  return (
    <Section title={t("consumption:year")} note={t(`consumption:rules.${rule}`)}>
      <ol className="year-picture">
        {year.map(({ month, isKnown, ...volume }) => {
          const bytes = volumeBy(rule, volume);
          const height = (bytes / most) * HEIGHT;
          return (
            <li key={month}>
              <span className="year-number">{isKnown ? format.bytes(bytes) : "–"}</span>
              <svg width="100%" height={HEIGHT} aria-hidden="true">
                <rect className="volume-sent" x="12%" width="76%" y={HEIGHT - height} height={height} />
              </svg>
              <Link to={to(month)}>{t(`availability:shortMonths.${Number(month.slice(5))}`)}</Link>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
