import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { CLOCK_STATES } from "#app/ui/tickets/clocks.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { AttainedRound } from "#domain/tickets/attainment.ts";

interface RoundsProps {
  readonly rounds: readonly AttainedRound[];
  readonly home: string;
  readonly isMonthOver: boolean;
}

/** Each promise behind the figures: the missed ones first. */
export function Rounds({ rounds, home, isMonthOver }: RoundsProps) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  const columns: Column<AttainedRound>[] = [
    {
      key: "subject",
      header: t("attainment.columns.ticket"),
      sortBy: ({ number }) => number,
      cell: ({ number, subject }) => (
        <span>
          <Link to={`${home}/${number}`}>{subject}</Link>{" "}
          <span className="dim">· {t("tickets:number", { number })}</span>
        </span>
      ),
    },
    { key: "clock", header: t("attainment.columns.clock"), cell: ({ clock }) => t(`names.${clock}`) },
    {
      key: "priority",
      header: t("attainment.columns.priority"),
      sortBy: (row) => row.priority,
      cell: ({ priority }) => priority,
    },
    {
      key: "judgement",
      header: t("attainment.columns.judgement"),
      sortBy: ({ judgement }) => ["missed", "late", "near", "onTime", "met"].indexOf(judgement),
      cell: ({ judgement, stoppedAt, wasMissedBefore }) => (
        <span>
          <StateWord state={CLOCK_STATES[judgement]} word={t(`judgements.${judgement}`)} />
          {stoppedAt === null && (
            <span className="dim"> · {t(isMonthOver ? "attainment.ranAtTheEnd" : "attainment.runsNow")}</span>
          )}
          {wasMissedBefore && <span className="dim"> · {t("attainment.priorityChanged")}</span>}
        </span>
      ),
    },
    {
      key: "elapsed",
      header: t("attainment.columns.elapsed"),
      numeric: true,
      sortBy: ({ elapsedSeconds, targetSeconds }) => elapsedSeconds / targetSeconds,
      cell: ({ elapsedSeconds, targetSeconds }) =>
        t("attainment.of", { elapsed: format.hours(elapsedSeconds), target: format.hours(targetSeconds) }),
    },
    {
      key: "stopped",
      header: t("attainment.columns.stopped"),
      numeric: true,
      sortBy: ({ stoppedAt }) => stoppedAt ?? Number.MAX_SAFE_INTEGER,
      cell: ({ stoppedAt }) => (stoppedAt === null ? "–" : format.dateTime(stoppedAt)),
    },
  ];
  return (
    <Section title={t("attainment.list")} note={t("attainment.count", { count: rounds.length })}>
      <DataTable
        caption={t("attainment.list")}
        columns={columns}
        rows={rounds}
        rowKey={({ number, clock, round }) => `${number} ${clock} ${round}`}
        initialSort={{ column: "judgement" }}
        whenEmpty={<EmptyState title={t("attainment.empty")} text={t("attainment.emptyText")} />}
      />
    </Section>
  );
}
