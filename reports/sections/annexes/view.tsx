import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, SectionViewProps } from "../../section.ts";
import { type AnnexesData, annexesData } from "./data.ts";

/** In the order in which they are explained. */
const TERMS = [
  ...["contractual", "raw", "maintenance", "unmonitored", "precision", "lost", "expected", "load", "remaining"],
  ...["score", "bandwidth", "restore", "clocks", "verdict", "evidence"],
] as const;

/** Of more gaps the extranet's ledger is the place. */
const MOST_GAPS = 20;

export const annexes: ReportSection<AnnexesData> = {
  name: "annexes",
  evidence: ({ project, month }) => `/projects/${project.slug}/availability?month=${month}`,
  data: annexesData,
  sentences: ({ from, to, timeZone, hours, clockChange }, { t, format, project, month }) => {
    const shown = format.number(hours);
    const key = clockChange === 0 ? "period" : clockChange < 0 ? "periodShort" : "periodLong";
    return [
      {
        key: "period",
        text: t(`annexes.${key}`, {
          ...{ from: format.day(from), to: format.day(to - 1), timeZone, hours: shown },
        }),
        figures: { hours: shown },
        evidence: `/projects/${project.slug}/availability?month=${month}`,
      },
    ];
  },
  unknown: () => [],
  View: AnnexesView,
};

type Tools = Omit<SectionViewProps<AnnexesData>, "data">;

function AnnexesView({ data, ...tools }: SectionViewProps<AnnexesData>) {
  const { t } = tools;
  return (
    <>
      <Part title={t("annexes.terms")}>
        <dl className="report-terms">
          {TERMS.map((term) => [
            <dt key={`${term} term`}>{t(`annexes.term.${term}`)}</dt>,
            <dd key={`${term} text`}>{t(`annexes.text.${term}`)}</dd>,
          ])}
        </dl>
      </Part>
      {data.unmonitored.length > 0 && (
        <Part title={t("annexes.gaps")} note={t("annexes.gapsNote")}>
          <Gaps data={data} tools={tools} />
        </Part>
      )}
      <Part title={t("annexes.machines")} note={t("annexes.machinesNote")}>
        <Machines data={data} tools={tools} />
      </Part>
    </>
  );
}

function Gaps({ data: { unmonitored }, tools: { t, format } }: { data: AnnexesData; tools: Tools }) {
  const columns = [
    { key: "from", head: t("annexes.from"), isWhole: true },
    { key: "duration", head: t("annexes.duration"), isNumeric: true },
    { key: "service", head: t("annexes.service") },
  ];
  const rows = unmonitored.slice(0, MOST_GAPS).map(({ service, from, to }) => ({
    key: `${service} ${from}`,
    cells: [`${format.day(from)}, ${format.clock(from)}`, format.exactDuration((to - from) / 1_000), service],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Machines({ data: { machines }, tools: { t, format } }: { data: AnnexesData; tools: Tools }) {
  const columns = [
    { key: "name", head: t("annexes.machine"), isWhole: true },
    { key: "role", head: t("annexes.role") },
    { key: "application", head: t("annexes.application") },
    ...["cpu", "memory", "disk"].map((key) => ({ key, head: t(`annexes.${key}`), isNumeric: true })),
  ];
  const rows = machines.map(({ name, role, application, cpuGhz, memoryBytes, diskBytes }) => ({
    key: name,
    cells: [
      <span key="name" className="machine">
        {name}
      </span>,
      role,
      application ?? "–",
      cpuGhz === null ? "–" : `${format.brief(cpuGhz)}\u00a0GHz`,
      memoryBytes === null ? "–" : format.memory(memoryBytes),
      diskBytes === null ? "–" : format.bytes(diskBytes),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
