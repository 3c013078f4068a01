import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { RESOURCE_KINDS } from "#domain/capacity/resource.ts";
import { SCORED_STEPS, type Score, type ScoreRow, scoreOf, scoresBy } from "#domain/capacity/score.ts";

export interface ShownMonth {
  /** "2026-10". */
  readonly month: string;
  /** The newest three, and the one that is shown. */
  readonly months: readonly string[];
  readonly rows: readonly ScoreRow[];
}

/** Coverage and error of a month, by kind of resource and by how far ahead it was said; each resource below. */
export function ScoreMonth({
  month: { month, months, rows },
  to,
}: {
  month: ShownMonth;
  to: (month: string) => string;
}) {
  const { t } = useTranslation(["capacity", "availability"]);
  const words = useCapacityWords();
  const nameOf = (of: string) =>
    t("capacity:score.month", { month: t(`availability:months.${Number(of.slice(5))}`), year: of.slice(0, 4) });
  const kinds = RESOURCE_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const resources = [...scoresBy(rows, (row) => `${row.subjectName} ${words.resource(row)}`)];
  return (
    <div className="score-month" id="score">
      <header>
        <h3>{t("capacity:score.byMonth", { month: nameOf(month) })}</h3>
        <ul>
          {months.map((one) => (
            <li key={one}>
              <Link to={to(one)} preventScrollReset aria-current={one === month ? "true" : undefined}>
                {nameOf(one)}
              </Link>
            </li>
          ))}
        </ul>
      </header>
      {scoreOf(rows).count === 0 ? (
        <p className="text-ink2">{t("capacity:score.noneOfMonth")}</p>
      ) : (
        <>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t("capacity:score.resource")}</th>
                {SCORED_STEPS.map((step) => (
                  <th key={step} scope="col" className="numeric">
                    {t("capacity:score.step", { count: step })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{t(`capacity:kinds.${kind}`)}</th>
                  {SCORED_STEPS.map((step) => (
                    <td key={step} className="numeric" data-label={t("capacity:score.step", { count: step })}>
                      <ScoreWords score={scoreOf(rows.filter((row) => row.kind === kind && row.step === step))} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <details className="disclosure">
            <summary>{t("capacity:score.byResource", { count: resources.length })}</summary>
            <table className="data-table">
              <thead>
                <tr>
                  <th scope="col">{t("capacity:score.resource")}</th>
                  <th scope="col" className="numeric">
                    {t("capacity:score.allSteps")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {resources.map(([name, score]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="numeric" data-label={t("capacity:score.allSteps")}>
                      <ScoreWords score={score} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </div>
  );
}

function ScoreWords({ score: { count, inside, error } }: { score: Score }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  if (count === 0) return <span>–</span>;
  return (
    <span>
      {t("score.sum", { inside: format.number(inside), total: format.number(count) })}
      {error !== null && (
        <span className="data-table-second">{t("score.error", { error: format.percent(error, 1) })}</span>
      )}
    </span>
  );
}
