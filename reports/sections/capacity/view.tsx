import { type DateRange, DateRanges } from "../../charts/date-ranges.tsx";
import { shortDayWords } from "../../parts/day-words.ts";
import { Marked, type MarkKind } from "../../parts/mark.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, SectionViewProps } from "../../section.ts";
import { type CapacityData, capacityData, type ReportedRemaining } from "./data.ts";
import { capacitySentences, capacityUnknown, evidence, resourceName, valueWords } from "./sentences.ts";

/** The page of the extranet has them all. */
const MOST = { ranges: 8, rows: 12 } as const;
const MONTHS_AHEAD = 13;
const DAY_MS = 86_400_000;

export const capacity: ReportSection<CapacityData> = {
  name: "capacity",
  evidence,
  data: capacityData,
  sentences: capacitySentences,
  unknown: capacityUnknown,
  View: CapacityView,
};

type Tools = Omit<SectionViewProps<CapacityData>, "data">;

function CapacityView({ data, ...tools }: SectionViewProps<CapacityData>) {
  const { t } = tools;
  const { madeOn, remaining, scores } = data;
  if (madeOn === null) return null;
  const dated = remaining.filter(({ early }) => early !== null).slice(0, MOST.ranges);
  return (
    <>
      {dated.length > 0 && (
        <Part title={t("capacity.calendar")} note={t("capacity.calendarNote")}>
          <Calendar madeOn={madeOn} rows={dated} tools={tools} />
        </Part>
      )}
      {remaining.length > 0 && (
        <Part title={t("capacity.table")} note={t("capacity.tableNote", { day: shortDayWords(madeOn, tools.format) })}>
          <RemainingTable rows={remaining.slice(0, MOST.rows)} tools={tools} />
        </Part>
      )}
      {scores.length > 0 && (
        <Part title={t("capacity.right")} note={t("capacity.rightNote")}>
          <Scores scores={scores} tools={tools} />
        </Part>
      )}
    </>
  );
}

function Calendar({ madeOn, rows, tools }: { madeOn: string; rows: readonly ReportedRemaining[]; tools: Tools }) {
  const { t, format } = tools;
  const at = (day: string | null) => (day === null ? null : Date.parse(day));
  const from = Date.parse(madeOn) + DAY_MS;
  const begun = new Date(from);
  const monthAt = (ahead: number) => Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + ahead, 1);
  const to = monthAt(MONTHS_AHEAD);
  const months = Array.from({ length: MONTHS_AHEAD - 1 }, (_, ahead) => monthAt(ahead + 1))
    .filter((_month, index) => index % 2 === 0)
    .map((month) => ({ at: month, label: format.day(month + DAY_MS / 2).replace(/^\S+\s/u, "") }));
  const ranges = rows.map(
    (row): DateRange => ({
      ...{ key: row.key, label: resourceName(row, t), early: at(row.early) ?? from },
      ...{ likely: at(row.likely), late: at(row.late), actBy: at(row.actBy) },
    }),
  );
  const [first] = rows;
  return (
    <DateRanges
      id="capacity-calendar"
      title={t("capacity.calendar")}
      description={t("capacity.calendarWords", {
        count: rows.length,
        what: first ? resourceName(first, t) : "",
        day: first?.early ? shortDayWords(first.early, format) : "",
      })}
      {...{ from, to, ranges, months }}
    />
  );
}

const MARKS: Readonly<Record<ReportedRemaining["answer"], MarkKind>> = {
  ...{ over: "crit", forecast: "warn", not_filling: "ok", too_little_history: "mute" },
};

function RemainingTable({ rows, tools }: { rows: readonly ReportedRemaining[]; tools: Tools }) {
  const { t, format } = tools;
  const day = (one: string | null) => (one === null ? "–" : format.day(Date.parse(`${one}T12:00:00Z`)));
  const columns = [
    { key: "what", head: t("capacity.what") },
    { key: "state", head: t("capacity.state") },
    ...["current", "limit", "early", "likely", "late", "actBy"].map((key) => ({
      ...{ key, head: t(`capacity.${key}`), isNumeric: true },
    })),
  ];
  const tableRows = rows.map((row) => {
    const isFar = row.answer === "forecast" && row.early === null;
    return {
      key: row.key,
      cells: [
        resourceName(row, t),
        <Marked key="state" kind={isFar ? "ok" : MARKS[row.answer]}>
          {t(isFar ? "capacity.answers.far" : `capacity.answers.${row.answer}`)}
        </Marked>,
        row.current === null ? "–" : valueWords(row.current, row.unit, tools),
        valueWords(row.limit, row.unit, tools),
        day(row.early),
        day(row.likely),
        day(row.late),
        day(row.actBy),
      ],
    };
  });
  return <Table columns={columns} rows={tableRows} />;
}

function Scores({ scores, tools: { t, format } }: { scores: CapacityData["scores"]; tools: Tools }) {
  const kinds = [...new Set(scores.map(({ kind }) => kind))];
  const steps = [30, 60, 90] as const;
  const columns = [
    { key: "kind", head: t("capacity.what") },
    ...steps.flatMap((step) => [
      { key: `${step} inside`, head: t("capacity.inside", { step }), isNumeric: true },
      { key: `${step} error`, head: t("capacity.error", { step }), isNumeric: true },
    ]),
  ];
  const rows = kinds.map((kind) => ({
    key: kind ?? "all",
    isSum: kind === null,
    cells: [
      kind === null ? t("capacity.all") : t(`capacity.kindNames.${kind}`),
      ...steps.flatMap((step) => {
        const score = scores.find((one) => one.step === step && one.kind === kind);
        if (!score) return ["–", "–"];
        const share = t("capacity.of", { good: format.number(score.inside), all: format.number(score.count) });
        return [share, score.error === null ? "–" : format.percent(score.error)];
      }),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
