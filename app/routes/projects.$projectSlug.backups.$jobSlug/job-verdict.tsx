import { useTranslation } from "react-i18next";

import { SlotStrip } from "#app/ui/backups/slot-strip.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";

import type { JobData } from "./route.tsx";

const MARKS = { good: "ok", bad: "crit", strange: "warn", waiting: "never" } as const;

/** How it stands in two sentences, and the facts behind them. */
export function JobVerdict({ data: { job, now } }: { data: JobData }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { standing, schedule, restore, application, graceSeconds, retiredAt } = job;
  const { state, troubles, lastGood, nextAt, slots, restoreState, growth } = standing;
  const [worst] = troubles;
  const since = lastGood ? format.moment(lastGood.startedAt, now) : t("never");
  const facts = {
    name: job.name,
    machine: job.machine ?? "",
    since,
    share: standing.shrink ? format.percent(standing.shrink.share) : "",
  };
  const isProven = restoreState === "proven";
  return (
    <>
      <Verdict state={retiredAt ? "mute" : state === "good" && !isProven ? "warn" : MARKS[state]}>
        {retiredAt
          ? t("job.retired", { when: format.fullDay(retiredAt) })
          : worst
            ? t(`troubleFact.${worst}`, facts)
            : lastGood
              ? t("job.good", { since })
              : t("job.waiting")}
        {retiredAt ? null : t(`job.restore.${restoreState}`, { when: restore ? format.age(restore.at, now) : "" })}
      </Verdict>
      <SlotStrip slots={slots} now={now} />
      <DefinitionList
        items={[
          { term: t("jobs.next"), value: nextAt === null ? t("jobs.noSchedule") : format.dateTime(nextAt) },
          { term: t("fields.schedule"), value: schedule, mono: true },
          { term: t("job.grace"), value: format.duration(graceSeconds) },
          { term: t("jobs.size"), value: lastGood?.bytes == null ? null : format.bytes(lastGood.bytes) },
          { term: t("job.stored"), value: lastGood?.storedBytes == null ? null : format.bytes(lastGood.storedBytes) },
          {
            term: t("job.growth"),
            value: growth === null ? null : `${growth < 0 ? "−" : "+"}${format.percent(Math.abs(growth), 1)}`,
          },
          { term: t("fields.application"), value: application?.name },
          { term: t("job.toldBy"), value: t(job.isRead ? "job.byAgent" : "job.byScript") },
        ]}
      />
    </>
  );
}
