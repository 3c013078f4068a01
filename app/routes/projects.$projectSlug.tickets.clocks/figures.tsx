import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Clock } from "#domain/clocks/clock.ts";
import type { Attainment } from "#domain/tickets/attainment.ts";

interface FiguresProps {
  readonly figures: readonly Attainment[];
  readonly chosen: Clock | null;
  readonly to: (clock: Clock) => string;
}

/** The share of promises kept, one figure a clock; each opens the list behind it. */
export function Figures({ figures, chosen, to }: FiguresProps) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  return (
    <div className="attainment-figures">
      {figures.map(({ clock, met, missed, running, late, share }) => (
        <Section key={clock} title={t(`names.${clock}`)} as="h2">
          <p className="clock-time">{share === null ? t("attainment.none") : format.percent(share, 1)}</p>
          <p className="text-[14px] text-ink2">
            {met + missed === 0 ? t("attainment.nothingJudged") : t("attainment.met", { met, count: met + missed })}
          </p>
          {running > 0 && (
            <p className="text-[14px] text-ink2">
              {t("attainment.running", { count: running })}
              {late > 0 && ` ${t("attainment.late", { count: late })}`}
            </p>
          )}
          <p className="label mt-1">
            <Link to={to(clock)} preventScrollReset aria-current={chosen === clock ? "true" : undefined}>
              {t(chosen === clock ? "attainment.allClocks" : "attainment.behind")}
            </Link>
          </p>
        </Section>
      ))}
    </div>
  );
}
