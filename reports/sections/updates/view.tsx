import type { Urgency } from "#domain/updates/pending.ts";
import { dayWords } from "../../parts/day-words.ts";
import { Marked, type MarkKind } from "../../parts/mark.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { type ReportedUpdates, type UpdatesData, updatesData } from "./data.ts";

const evidence = ({ project }: Pick<ReportTools, "project">) => `/projects/${project.slug}/updates`;

export const updates: ReportSection<UpdatesData> = {
  name: "updates",
  evidence,
  data: updatesData,
  sentences: updateSentences,
  unknown: ({ machines }, { t }) => {
    const silent = machines.filter(({ report }) => report === null).map(({ machine }) => machine);
    const unlisted = machines.filter(({ report }) => report && !report.isListed).map(({ machine }) => machine);
    return [
      ...(silent.length > 0
        ? [t("updates.unknown.silent", { count: silent.length, machines: silent.join(", ") })]
        : []),
      ...(unlisted.length > 0
        ? [t("updates.unknown.unlisted", { count: unlisted.length, machines: unlisted.join(", ") })]
        : []),
    ];
  },
  View: UpdatesView,
};

function updateSentences({ machines }: UpdatesData, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const told = machines.flatMap(({ report }) => report ?? []);
  if (told.length === 0) return [];
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key, text, figures, evidence: evidence(tools) },
  });
  const sum = (of: "total" | "security") => told.reduce((all, report) => all + report[of], 0);
  const [all, security] = [format.number(sum("total")), format.number(sum("security"))];
  const found = [
    sum("total") === 0
      ? one("none", t("updates.none"), {})
      : one("pending", t("updates.pending", { count: sum("total"), all, security }), { total: all, security }),
  ];
  const ending = machines.filter(({ report }) => report?.life === "over" || report?.life === "soon");
  for (const { machine, report } of ending) {
    if (!report?.lastDay) continue;
    const day = dayWords(report.lastDay, t);
    const text = t(`updates.life.${report.life}`, { machine, os: osWords(report.os), day });
    found.push(one(`life.${machine}`, text, { [`machines.${machine}.lastDay`]: day }));
  }
  const worked = machines.filter(({ after }) => after !== null);
  const installed = worked.reduce((total, { after }) => total + (after?.installed ?? 0), 0);
  if (installed > 0) {
    const shown = format.number(installed);
    found.push(one("installed", t("updates.installed", { count: installed, shown }), { installed: shown }));
  }
  return found;
}

function osWords(os: string): string {
  return os.slice(0, 1).toUpperCase() + os.slice(1);
}

const MARKS: Readonly<Record<Urgency, MarkKind>> = {
  ...{ endOfLife: "crit", security: "warn", others: "ok", unknown: "mute", none: "ok" },
};

function UpdatesView({ data: { machines }, ...tools }: SectionViewProps<UpdatesData>) {
  const { t, format } = tools;
  // Nine rows of which nothing is known say less than the sentence that says so.
  if (machines.every(({ report }) => report === null)) return null;
  const columns = [
    { key: "machine", head: t("updates.machine"), isWhole: true },
    { key: "state", head: t("updates.state") },
    { key: "os", head: t("updates.os") },
    { key: "lastDay", head: t("updates.lastDay"), isWhole: true },
    { key: "security", head: t("updates.security"), isNumeric: true },
    { key: "total", head: t("updates.total"), isNumeric: true },
    { key: "installed", head: t("updates.installedNow"), isNumeric: true },
  ];
  const rows = machines.map(({ machine, urgency, report, after }: ReportedUpdates) => ({
    key: machine,
    cells: [
      <span key="machine" className="machine">
        {machine}
      </span>,
      <Marked key="state" kind={MARKS[urgency]}>
        {t(`updates.urgency.${urgency}`)}
      </Marked>,
      report ? osWords(report.os) : "–",
      report?.lastDay ? dayWords(report.lastDay, t) : "–",
      report?.isListed ? format.number(report.security) : "–",
      report?.isListed ? format.number(report.total) : "–",
      after ? format.number(after.installed) : "–",
    ],
  }));
  return (
    <Part title={t("updates.byMachine")}>
      <Table columns={columns} rows={rows} />
    </Part>
  );
}
