import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { JobData } from "./route.tsx";

const MARKS = { succeeded: "ok", failed: "crit", running: "plan" } as const;

/** The newest runs with what they said; all of them are in the file. */
export function Runs({ data: { runs, job }, home }: { data: JobData; home: string }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const csv = <a href={`${home}.csv?job=${encodeURIComponent(job.slug)}`}>{t("csv")}</a>;
  return (
    <Section title={t("runs.title")} note={t("runs.note")} side={csv}>
      {runs.length === 0 && <p className="text-ink2">{t("runs.none")}</p>}
      {runs.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              {(["at", "state", "took", "size", "added"] as const).map((key) => (
                <th key={key} scope="col" className={key === "at" || key === "state" ? undefined : "numeric"}>
                  {t(`runs.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map(({ id, startedAt, endedAt, state, bytes, addedBytes, exitCode, log }) => (
              <tr key={id}>
                <th scope="row">{format.dateTime(startedAt)}</th>
                <td data-label={t("runs.state")}>
                  <StateWord state={MARKS[state]} word={t(`slot.${state}`)} />
                  {exitCode !== null && exitCode !== 0 && (
                    <span className="label"> · {t("runs.exitCode", { code: exitCode })}</span>
                  )}
                  {log && (
                    <details className="disclosure">
                      <summary>{t("runs.log")}</summary>
                      <pre className="command-line">{log}</pre>
                    </details>
                  )}
                </td>
                <td className="numeric" data-label={t("runs.took")}>
                  {endedAt === null || endedAt === startedAt ? "–" : format.duration((endedAt - startedAt) / 1_000)}
                </td>
                <td className="numeric" data-label={t("runs.size")}>
                  {bytes === null ? "–" : format.bytes(bytes)}
                </td>
                <td className="numeric" data-label={t("runs.added")}>
                  {addedBytes === null ? "–" : format.bytes(addedBytes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
