import { COMPARED_FIGURES, type ComparedFigure, movement } from "#domain/interventions/comparison.ts";

import { Marked, type MarkKind } from "../../parts/mark.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { type DoneWork, type InterventionsData, interventionsData, type ReportedWork } from "./data.ts";

const evidence = ({ project }: Pick<ReportTools, "project">) => `/projects/${project.slug}/interventions`;

export const interventions: ReportSection<InterventionsData> = {
  name: "interventions",
  evidence,
  data: interventionsData,
  sentences: interventionSentences,
  unknown: ({ done }, { t }) => {
    const silent = done.filter(({ outcome, comparison }) => outcome !== "running" && isUnknown(comparison)).length;
    return silent > 0 ? [t("interventions.unknown.notCompared", { count: silent })] : [];
  },
  View: InterventionsView,
};

function isUnknown(comparison: DoneWork["comparison"]): boolean {
  return comparison === null || comparison.verdict === "unknown";
}

function interventionSentences({ done, planned, calledOff }: InterventionsData, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const one = (key: string, text: string, figures: Record<string, string>, proof = evidence(tools)): Sentence => ({
    ...{ key, text, figures, evidence: proof },
  });
  const ended = done.filter(({ outcome }) => outcome !== "running");
  const count = format.number(ended.length);
  const found = [
    ended.length === 0
      ? one("none", t("interventions.none"), {})
      : one("done", t("interventions.done", { count: ended.length, shown: count }), { "done.length": count }),
  ];
  for (const work of ended.filter(({ overrunMs, outcome }) => overrunMs > 0 || outcome === "rolled_back")) {
    const late = format.duration(work.overrunMs / 1_000);
    const proof = `${evidence(tools)}/${work.id}`;
    if (work.outcome === "rolled_back") {
      found.push(one(`rolledBack.${work.id}`, t("interventions.rolledBack", { title: work.title }), {}, proof));
    }
    if (work.overrunMs > 0) {
      const text = t("interventions.overran", { title: work.title, late });
      found.push(one(`overran.${work.id}`, text, { [`done.${work.id}.overrunMs`]: late }, proof));
    }
  }
  if (calledOff.length > 0) {
    const shown = format.number(calledOff.length);
    const text = t("interventions.calledOff", { count: calledOff.length, shown });
    found.push(one("calledOff", text, { "calledOff.length": shown }));
  }
  const next = planned[0];
  if (next) {
    const shown = format.number(planned.length);
    const when = `${format.day(next.from)}, ${format.clock(next.from)}`;
    const text = t("interventions.planned", { count: planned.length, shown, title: next.title, when });
    found.push(one("planned", text, { "planned.length": shown, "planned.first": when }));
  }
  return found;
}

type Tools = Omit<SectionViewProps<InterventionsData>, "data">;

function InterventionsView({ data: { done, planned }, ...tools }: SectionViewProps<InterventionsData>) {
  const { t } = tools;
  return (
    <>
      {done.length > 0 && (
        <Part title={t("interventions.doneTitle")} note={t("interventions.verdictNote")}>
          <Done works={done} tools={tools} />
        </Part>
      )}
      {planned.length > 0 && (
        <Part title={t("interventions.plannedTitle")}>
          <Planned works={planned} tools={tools} />
        </Part>
      )}
    </>
  );
}

const MARKS: Readonly<Record<"better" | "same" | "worse" | "unknown", MarkKind>> = {
  ...{ better: "ok", same: "ok", worse: "warn", unknown: "mute" },
};

function Done({ works, tools }: { works: readonly DoneWork[]; tools: Tools }) {
  const { t, format } = tools;
  const columns = [
    { key: "when", head: t("interventions.when"), isWhole: true },
    { key: "duration", head: t("interventions.duration"), isNumeric: true },
    { key: "what", head: t("interventions.what") },
    { key: "verdict", head: t("interventions.verdict") },
  ];
  const rows = works.map((work) => {
    const { id, title, machines, outcome, startedAt, endedAt, comparison } = work;
    const verdict = comparison?.verdict ?? "unknown";
    const moved = comparison && movedWords(comparison.figures, tools);
    return {
      key: String(id),
      cells: [
        `${format.day(startedAt ?? 0)}, ${format.clock(startedAt ?? 0)}`,
        endedAt === null ? t("interventions.running") : format.duration((endedAt - (startedAt ?? 0)) / 1_000),
        <div key="what">
          {title}
          {machines.length > 0 && <p className="note machine">{machines.join(", ")}</p>}
        </div>,
        <div key="verdict">
          <Marked kind={outcome === "rolled_back" ? "warn" : MARKS[verdict]}>
            {t(outcome === "rolled_back" ? "interventions.outcome.rolledBack" : `interventions.verdicts.${verdict}`)}
          </Marked>
          {moved && <p className="note">{moved}</p>}
        </div>,
      ],
    };
  });
  return <Table columns={columns} rows={rows} />;
}

type Figures = NonNullable<DoneWork["comparison"]>["figures"];

/** The figures that moved, before and after; nothing where all stayed. */
function movedWords(figures: Figures, { t, format }: Tools): string {
  const words = (figure: ComparedFigure, value: number) => {
    if (figure === "cpu") return format.percent(value);
    return figure === "latency" ? `${format.number(value, 2)}\u00a0s` : format.number(value);
  };
  return COMPARED_FIGURES.filter((figure) => ["better", "worse"].includes(movement(figure, figures[figure])))
    .map((figure) => {
      const { before, after } = figures[figure] ?? { before: 0, after: 0 };
      return t(`interventions.figures.${figure}`, { before: words(figure, before), after: words(figure, after) });
    })
    .join(" ");
}

function Planned({ works, tools: { t, format } }: { works: readonly ReportedWork[]; tools: Tools }) {
  const columns = [
    { key: "when", head: t("interventions.when"), isWhole: true },
    { key: "duration", head: t("interventions.window"), isNumeric: true },
    { key: "what", head: t("interventions.what") },
    { key: "machines", head: t("interventions.machines") },
  ];
  const rows = works.map(({ id, title, machines, from, to }) => ({
    key: String(id),
    cells: [
      `${format.day(from)}, ${format.clock(from)}`,
      format.duration((to - from) / 1_000),
      title,
      <span key="machines" className="machine">
        {machines.join(", ") || "–"}
      </span>,
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
