import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { SlotStrip } from "#app/ui/backups/slot-strip.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { BackupsData } from "./route.tsx";

const MARKS = { good: "ok", bad: "crit", strange: "warn", waiting: "never" } as const;

/** Backup by backup: what it saves, its last times, its last good run, what proves it. */
export function Jobs({ data: { jobs, now }, home }: { data: BackupsData; home: string }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  if (jobs.length === 0) return null;
  const headers = ["job", "times", "lastGood", "size", "next", "proof"] as const;
  return (
    <div id="sauvegardes">
      <Section title={t("jobs.title")} side={<a href={`${home}.csv`}>{t("csv")}</a>}>
        <table className="data-table backup-jobs">
          <thead>
            <tr>
              {headers.map((key) => (
                <th key={key} scope="col">
                  {t(`jobs.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ slug, name, machine, databaseName, tool, schedule, standing, restore, check }) => {
              const { state, troubles, lastGood, growth, nextAt, slots, restoreState, checkState } = standing;
              const word = troubles[0] ? t(`trouble.${troubles[0]}`) : t(`state.${state}`);
              const tookMs = lastGood?.endedAt ? lastGood.endedAt - lastGood.startedAt : null;
              return (
                <tr key={slug}>
                  <th scope="row">
                    <Link to={`${home}/${slug}`}>{name}</Link>
                    <span className="label block">
                      {[machine, databaseName, t(`tool.${tool}`)].filter(Boolean).join(" · ")}
                    </span>
                  </th>
                  <td data-label={t("jobs.times")}>
                    <StateWord state={MARKS[state]} word={word} />
                    <SlotStrip slots={slots} now={now} />
                  </td>
                  <td data-label={t("jobs.lastGood")}>
                    {lastGood ? format.moment(lastGood.startedAt, now) : t("never")}
                    {tookMs !== null && <span className="label block">{format.duration(tookMs / 1_000)}</span>}
                  </td>
                  <td data-label={t("jobs.size")}>
                    {lastGood?.bytes == null ? "–" : format.bytes(lastGood.bytes)}
                    {growth !== null && (
                      <span className="label block">
                        {t("jobs.growth", { growth: signed(growth, format.percent(Math.abs(growth), 1)) })}
                      </span>
                    )}
                  </td>
                  <td data-label={t("jobs.next")}>
                    {nextAt === null ? t("jobs.noSchedule") : format.moment(nextAt, now)}
                    {schedule && <span className="label mono block">{schedule}</span>}
                  </td>
                  <td data-label={t("jobs.proof")}>
                    {restore
                      ? t(`jobs.restore.${restoreState}`, { when: format.age(restore.at, now) })
                      : t("jobs.restore.never")}
                    <span className="label block">
                      {check
                        ? t(`jobs.check.${checkState}`, { when: format.age(check.at, now) })
                        : t("jobs.check.never")}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Section>
    </div>
  );
}

function signed(value: number, text: string): string {
  return value < 0 ? `−${text}` : `+${text}`;
}
