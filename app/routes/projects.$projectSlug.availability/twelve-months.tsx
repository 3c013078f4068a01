import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { briefPercent } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { MonthPicture } from "#domain/availability/picture.ts";

const HEIGHT = 96;

interface TwelveMonthsProps {
  readonly year: readonly MonthPicture[];
  readonly promised: number;
  readonly to: (month: string) => string;
}

/** The contractual figure of twelve months on one scale, the promise as a line. */
export function TwelveMonths({ year, promised, to }: TwelveMonthsProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const ratios = year.flatMap(({ contractual }) => contractual ?? []);
  const least = Math.min(promised - (1 - promised) / 2, ...ratios);
  const y = (ratio: number) => HEIGHT - ((ratio - least) / (1 - least)) * (HEIGHT - 12) - 6;
  const scale = { from: briefPercent(format, least), to: format.percent(1) };
  return (
    <Section title={t("year")} note={t("yearNote", scale)}>
      <ol className="year-picture">
        {year.map(({ month, contractual, isKept }) => (
          <li key={month}>
            <span className={isKept === false ? "year-number year-number-broken" : "year-number"}>
              {briefPercent(format, contractual)}
            </span>
            <svg width="100%" height={HEIGHT} aria-hidden="true">
              <line className="year-promise" x1="-5%" x2="105%" y1={y(promised)} y2={y(promised)} />
              {contractual !== null && isKept && <circle className="year-kept" cx="50%" cy={y(contractual)} r="4.5" />}
              {contractual !== null && !isKept && (
                // A line as wide as it is high is a square, and its middle may be told in percent.
                <line className="year-broken" x1="50%" x2="50%" y1={y(contractual) - 4.5} y2={y(contractual) + 4.5} />
              )}
            </svg>
            <Link to={to(month)}>{t(`shortMonths.${Number(month.slice(5))}`)}</Link>
          </li>
        ))}
      </ol>
      <p className="label">{t("line", { promise: format.percent(promised, 1) })}</p>
    </Section>
  );
}
