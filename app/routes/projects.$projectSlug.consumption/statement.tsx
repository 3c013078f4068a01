import { useTranslation } from "react-i18next";

import { meteredQuantity, money, unitPrice } from "#app/ui/consumption/words.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { MonthStatement, StatementLine } from "#domain/consumption/statement.ts";

interface StatementProps {
  readonly statement: MonthStatement;
  readonly applications: readonly { readonly id: number; readonly name: string }[];
}

/** The month's statement: each line can be worked out by hand. */
export function Statement({ statement, applications }: StatementProps) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const { lines, totals, isOver } = statement;
  return (
    <Section title={t("statement.title")} note={t(isOver ? "statement.over" : "statement.soFar")}>
      {lines.length === 0 && <p className="text-ink2">{t("statement.none")}</p>}
      {lines.length > 0 && (
        <div className="data-table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t("statement.meter")}</th>
                {["quantity", "included", "beyond", "price", "amount"].map((of) => (
                  <th key={of} scope="col" className="numeric">
                    {t(`statement.${of}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={`${line.meter} ${line.label} ${line.applicationId} ${line.firstDay}`}
                  line={line}
                  application={applications.find(({ id }) => id === line.applicationId)?.name ?? null}
                />
              ))}
              {totals.map(({ currency, cents }) => (
                <tr key={currency} className="usage-application">
                  <th scope="row" colSpan={5}>
                    {t("statement.total")}
                  </th>
                  <td className="numeric" data-label={t("statement.amount")}>
                    {money(format, cents, currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.length > 0 && <p className="label mt-2">{t("statement.rounding")}</p>}
    </Section>
  );
}

function Line({ line, application }: { line: StatementLine; application: string | null }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const { meter, label, days, daysOfMonth, firstDay, lastDay, currency } = line;
  const quantity = (value: number | null) =>
    value === null ? t("statement.unknown") : meteredQuantity(format, meter, value);
  const noon = (day: string) => format.day(Date.parse(`${day}T12:00:00Z`));
  const notes = [
    application,
    meter === "traffic" || meter === "bandwidth_p95" ? t(`rules.${line.rule}`) : null,
    days < daysOfMonth
      ? t("statement.days", { from: noon(firstDay), to: noon(lastDay), days, all: daysOfMonth })
      : null,
  ].filter((note) => note !== null);
  const isFixed = meter === "fixed";
  return (
    <tr>
      <th scope="row">
        {label || t(`meters.${meter}`)}
        {notes.length > 0 && <small className="block text-ink3">{notes.join(" · ")}</small>}
      </th>
      <td className="numeric" data-label={t("statement.quantity")}>
        {isFixed ? t("statement.month") : quantity(line.quantity)}
      </td>
      <td className="numeric" data-label={t("statement.included")}>
        {isFixed ? "–" : quantity(line.included)}
      </td>
      <td className="numeric" data-label={t("statement.beyond")}>
        {isFixed ? "–" : quantity(line.beyond)}
      </td>
      <td className="numeric" data-label={t("statement.price")}>
        {unitPrice(format, line.price, currency)}
      </td>
      <td className="numeric" data-label={t("statement.amount")}>
        {line.amountCents === null ? "–" : money(format, line.amountCents, currency)}
      </td>
    </tr>
  );
}
