import { useTranslation } from "react-i18next";

import { BudgetBar } from "#app/ui/availability/budget-bar.tsx";
import { flooredPercent, signedDuration } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { isCounted } from "#domain/availability/verdict.ts";

import type { Shown } from "./month.tsx";

type SumsProps = Pick<Shown, "figures" | "stoppages" | "precisionSeconds" | "service" | "stretch"> & {
  readonly now: number;
};

/** Both figures, the subtraction between them, the budget and what nobody measured. */
export function Sums({ figures, stoppages, precisionSeconds, service, stretch, now }: SumsProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const { contractual, raw, observedDownMs, countedMs, budgetMs, remainingMs, byVerdict, elapsedMs } = figures;
  const lengths = stoppages.filter(({ verdict }) => isCounted(verdict)).map(({ from, to }) => to - from);
  const excused = stoppages.filter(({ cause, verdict }) => cause.kind === "maintenance" && verdict === "maintenance");
  const excusedMs = excused.reduce((sum, { from, to }) => sum + to - from, 0);
  const decidedMs = countedMs - observedDownMs + excusedMs;
  const duration = (ms: number) => format.exactDuration(ms / 1_000);
  const rows: [key: string, value: string][] = [
    ["observed", duration(observedDownMs)],
    ["excused", signedDuration(format, -excusedMs)],
    ...(decidedMs === 0 ? [] : [["decided", signedDuration(format, decidedMs)] as [string, string]]),
    ["counted", duration(countedMs)],
    ["remaining", signedDuration(format, remainingMs)],
    ["measured", duration(elapsedMs - byVerdict.unmonitored)],
    ["unmonitored", duration(byVerdict.unmonitored)],
  ];
  const elapsed = Math.min(1, (now - stretch.from) / (stretch.to - stretch.from));
  return (
    <Section title={t("figures")} note={t("promise", { promise: format.percent(service.promisedRatio, 1) })}>
      <div className="two-figures">
        {(["contractual", "raw"] as const).map((kind) => {
          const ratio = kind === "raw" ? raw : contractual;
          return (
            <div key={kind}>
              <p>
                {ratio === null ? "–" : flooredPercent(format, ratio)} <small>%</small>
              </p>
              <p className="label">{t(kind)}</p>
            </div>
          );
        })}
      </div>
      <p className="label">{t("precision", { interval: duration(precisionSeconds * 1_000) })}</p>
      <BudgetBar budgetMs={budgetMs} outages={lengths} />
      <p className="label">
        {t("burn", {
          used: format.percent(budgetMs === 0 ? 0 : countedMs / budgetMs),
          elapsed: format.percent(elapsed),
        })}
      </p>
      <dl className="sums">
        {rows.map(([key, value]) => (
          <div key={key} className={key === "counted" ? "sums-total" : undefined}>
            <dt>{t(`sums.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
