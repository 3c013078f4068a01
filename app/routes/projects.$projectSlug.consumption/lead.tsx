import { useTranslation } from "react-i18next";

import { money } from "#app/ui/consumption/words.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { MonthStatement } from "#domain/consumption/statement.ts";

import type { Shown } from "./route.tsx";

/** What the month costs, for who reads prices; and the bandwidth by which lines are billed. */
export function Lead({ consumption, statement }: Pick<Shown, "consumption" | "statement">) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const { p95 } = consumption.total;
  const line = consumption.quota?.megabitsPerSecond ?? null;
  const bits = (value: number | null) => (value === null ? "–" : format.bitsPerSecond(value));
  return (
    <div>
      {statement && statement.lines.length > 0 && <Cost statement={statement} />}
      <Section title={t("p95.title")} note={t(consumption.stepMs > 300_000 ? "p95.hourly" : "p95.note")}>
        <dl className="sums">
          {(["in", "out", "sum", "greater"] as const).map((rule) => (
            <div key={rule} className={rule === consumption.quota?.rule ? "sums-total" : undefined}>
              <dt>{t(`p95.${rule}`)}</dt>
              <dd>{bits(p95[rule])}</dd>
            </div>
          ))}
          {line !== null && (
            <div>
              <dt>{t("p95.line")}</dt>
              <dd>{format.bitsPerSecond(line * 1_000_000)}</dd>
            </div>
          )}
        </dl>
      </Section>
    </div>
  );
}

function Cost({ statement }: { statement: MonthStatement }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const { totals, expected } = statement;
  const shown = expected ?? totals.map(({ currency, cents }) => ({ currency, low: cents, likely: cents, high: cents }));
  return (
    <Section title={t("cost.title")} note={t("cost.note")}>
      {shown.map(({ currency, low, likely, high }) => (
        <div key={currency} className="two-figures">
          <div>
            <p>{money(format, likely, currency)}</p>
            <p className="label">
              {!expected && t("cost.over")}
              {expected &&
                (low === high
                  ? t("cost.expected")
                  : t("cost.range", { low: money(format, low, currency), high: money(format, high, currency) }))}
            </p>
          </div>
        </div>
      ))}
      {expected && (
        <p className="label">
          {t("cost.soFar", {
            amount: totals.map(({ currency, cents }) => money(format, cents, currency)).join(" + "),
          })}
        </p>
      )}
    </Section>
  );
}
