import { useTranslation } from "react-i18next";

import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { OutcomeWord } from "./check-state.tsx";
import type { ShownRun } from "./shown.ts";

/** The last runs, newest first: how it went, how long each phase or step took, and what was kept of a failure. */
export function RunTable({ runs, slug }: { runs: readonly ShownRun[]; slug: string }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  if (runs.length === 0) return <p className="label">{t("noRuns")}</p>;
  return (
    <div className="data-table-scroll">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("columns.at")}</th>
            <th scope="col">{t("columns.outcome")}</th>
            <th scope="col" className="figure">
              {t("columns.took")}
            </th>
            <th scope="col">{t("columns.steps")}</th>
            <th scope="col">{t("columns.evidence")}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                {format.day(run.at)} {format.clockWithSeconds(run.at)}
              </th>
              <td>
                <OutcomeWord outcome={run.outcome} reason={run.reason} />
              </td>
              <td className="figure" data-label={t("columns.took")}>
                {t("ms", { ms: format.number(run.durationMs) })}
              </td>
              <td className="dim">
                <Steps run={run} />
              </td>
              <td>
                <Kept run={run} slug={slug} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Steps({ run }: { run: ShownRun }) {
  const { t, i18n } = useTranslation("checks");
  const format = useFormat();
  const named = (step: string) => (i18n.exists(`checks:step.${step}`) ? t(`step.${step}`) : step);
  return Object.entries(run.timings)
    .map(([step, ms]) => `${named(step)} ${format.number(Math.round(ms))}`)
    .join(" · ");
}

function Kept({ run, slug }: { run: ShownRun; slug: string }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const { screenshot, console: said, status, tlsExpiresAt, orderNumber, isCancelled } = run.evidence;
  const place = (file: string) => `/projects/${slug}/checks/evidence?run=${run.id}&file=${file}`;
  return (
    <span className="inline-list">
      {status !== undefined && <span>{t("status", { status })}</span>}
      {tlsExpiresAt && <span>{t("tlsUntil", { day: format.day(Date.parse(tlsExpiresAt)) })}</span>}
      {orderNumber && <span className="mono">{orderNumber}</span>}
      {orderNumber && isCancelled === false && <StateWord state="warn" word={t("notCancelled")} />}
      {screenshot && <a href={place("screenshot")}>{t("screenshot")}</a>}
      {said && <a href={place("console")}>{t("console")}</a>}
    </span>
  );
}
