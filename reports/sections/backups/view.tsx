import { changeWords } from "../../parts/change.ts";
import { Marked } from "../../parts/mark.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, SectionViewProps } from "../../section.ts";
import { type BackupsData, backupsData, type ReportedJob, type ReportedStatement } from "./data.ts";
import { backupSentences, backupUnknown, evidence, restoresOf } from "./sentences.ts";

export const backups: ReportSection<BackupsData> = {
  name: "backups",
  evidence,
  data: backupsData,
  sentences: backupSentences,
  unknown: backupUnknown,
  View: BackupsView,
};

type Tools = Omit<SectionViewProps<BackupsData>, "data">;

function BackupsView({ data: { jobs, statements }, ...tools }: SectionViewProps<BackupsData>) {
  const { t } = tools;
  const restores = restoresOf(jobs);
  return (
    <>
      {jobs.length > 0 && (
        <Part title={t("backups.jobs")}>
          <Jobs jobs={jobs} tools={tools} />
        </Part>
      )}
      {restores.length > 0 && (
        <Part title={t("backups.restores")} note={t("backups.restoresNote")}>
          <Restores restores={restores} tools={tools} />
        </Part>
      )}
      {statements.length > 0 && (
        <Part title={t("backups.statements")} note={t("backups.statementsNote")}>
          <Statements statements={statements} tools={tools} />
        </Part>
      )}
    </>
  );
}

function Jobs({ jobs, tools }: { jobs: readonly ReportedJob[]; tools: Tools }) {
  const { t, format } = tools;
  const columns = [
    { key: "name", head: t("backups.job") },
    { key: "state", head: t("backups.state") },
    ...["runs", "size", "growth", "longest", "checked"].map((key) => ({
      ...{ key, head: t(`backups.${key}`), isNumeric: true },
    })),
  ];
  const rows = jobs.map((job) => {
    const { slug, name, machine, expected, succeeded, badAt, firstBytes, lastBytes, longestMs, checks } = job;
    const isWell = badAt.length === 0;
    const growth = firstBytes && lastBytes !== null ? lastBytes / firstBytes - 1 : null;
    const check = checks[0];
    return {
      key: slug,
      cells: [
        <div key="name">
          {name}
          {machine && <p className="note machine">{machine}</p>}
        </div>,
        <Marked key="state" kind={isWell ? "ok" : "warn"}>
          {t(isWell ? "backups.well" : "backups.notWell", { count: badAt.length })}
        </Marked>,
        expected === null
          ? format.number(succeeded)
          : t("backups.of", { good: format.number(succeeded), due: format.number(expected) }),
        lastBytes === null ? "–" : format.bytes(lastBytes),
        changeWords(growth, tools),
        longestMs === null ? "–" : format.duration(longestMs / 1_000),
        check ? t(check.isGood ? "backups.checkGood" : "backups.checkBad", { day: format.day(check.at) }) : "–",
      ],
    };
  });
  return <Table columns={columns} rows={rows} />;
}

function Restores({ restores, tools: { t, format } }: { restores: ReturnType<typeof restoresOf>; tools: Tools }) {
  const columns = [
    { key: "when", head: t("backups.when"), isWhole: true },
    { key: "job", head: t("backups.job") },
    { key: "result", head: t("backups.result") },
    { key: "took", head: t("backups.took"), isNumeric: true },
    { key: "evidence", head: t("backups.evidence") },
  ];
  const rows = restores.map(({ at, name, slug, isGood, durationMs, words }) => ({
    key: `${slug} ${at}`,
    cells: [
      format.day(at),
      name,
      <Marked key="result" kind={isGood ? "ok" : "crit"}>
        {t(isGood ? "backups.whole" : "backups.broken")}
      </Marked>,
      durationMs === null ? "–" : format.duration(durationMs / 1_000),
      words || "–",
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Statements({ statements, tools: { t, format } }: { statements: readonly ReportedStatement[]; tools: Tools }) {
  const columns = [
    { key: "application", head: t("backups.application") },
    { key: "lastGood", head: t("backups.lastGood"), isWhole: true },
    { key: "proven", head: t("backups.proven"), isWhole: true },
    ...["point", "time", "orders"].map((key) => ({ key, head: t(`backups.${key}`), isNumeric: true })),
  ];
  const moment = (at: number | null) => (at === null ? "–" : `${format.day(at)}, ${format.clock(at)}`);
  const duration = (ms: number | null) => (ms === null ? "–" : format.hours(ms / 1_000));
  const rows = statements.map((one) => ({
    key: one.application,
    cells: [
      one.application,
      moment(one.lastGoodAt),
      one.provenAt === null ? "–" : format.day(one.provenAt),
      t("backups.ofPromised", { measured: duration(one.measuredPointMs), promised: duration(one.promisedPointMs) }),
      t("backups.ofPromised", { measured: duration(one.measuredTimeMs), promised: duration(one.promisedTimeMs) }),
      one.ordersLost === null ? "–" : format.number(one.ordersLost),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
