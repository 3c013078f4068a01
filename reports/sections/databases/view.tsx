import type { DatabaseUse, DatabaseUses } from "#domain/consumption/month.ts";

import { changeWords } from "../../parts/change.ts";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportContext, ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { consumption } from "../consumption/view.tsx";

const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/consumption?month=${month}`;

/** What grew by less is not worth a sentence. */
const NOTABLE = 0.02;

export const databases: ReportSection<DatabaseUses> = {
  name: "databases",
  evidence,
  data: databasesData,
  sentences: databaseSentences,
  unknown: ({ databases: list, queries }, { t }) => [
    ...(list.length === 0 ? [t("databases.unknown.sizes")] : []),
    ...(queries.length === 0 ? [t("databases.unknown.queries")] : []),
  ],
  View: DatabasesView,
};

/** Sizes and queries, which consumption has read already. */
async function databasesData({ measured }: ReportContext): Promise<DatabaseUses> {
  const { month } = await measured(consumption);
  return month?.databases ?? { databases: [], queries: [] };
}

function growthOf({ first, last }: DatabaseUse): number | null {
  return first > 0 ? last / first - 1 : null;
}

function databaseSentences({ databases: list, queries }: DatabaseUses, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key, text, figures, evidence: evidence(tools) },
  });
  const found: Sentence[] = [];
  // Copies of one database on a pair grow alike: the largest tells it.
  const names = [...new Set(list.map(({ name }) => name))];
  for (const name of names) {
    const largest = list.filter((use) => use.name === name).toSorted((a, b) => b.last - a.last)[0];
    if (!largest) continue;
    const growth = growthOf(largest);
    const size = format.bytes(largest.last);
    const isSteady = growth === null || Math.abs(growth) < NOTABLE;
    const share = isSteady ? "" : format.percent(Math.abs(growth), 1);
    const key = isSteady ? "steady" : growth > 0 ? "grew" : "shrank";
    found.push(
      one(`size.${name}`, t(`databases.${key}`, { name, size, share }), {
        [`databases.${name}.last`]: size,
        ...(share && { [`databases.${name}.growth`]: share }),
      }),
    );
  }
  for (const { machine, average, peak } of queries) {
    const [mean, most] = [format.number(average), format.number(peak)];
    found.push(
      one(`queries.${machine}`, t("databases.queriesOf", { machine, mean, most }), {
        [`queries.${machine}.average`]: mean,
        [`queries.${machine}.peak`]: most,
      }),
    );
  }
  return found;
}

function DatabasesView({ data, ...tools }: SectionViewProps<DatabaseUses>) {
  const { t, format } = tools;
  if (data.databases.length === 0) return null;
  const columns = [
    { key: "name", head: t("databases.name") },
    { key: "machine", head: t("databases.machine"), isWhole: true },
    ...["first", "last", "change", "most"].map((key) => ({ key, head: t(`databases.${key}`), isNumeric: true })),
  ];
  const rows = data.databases.map((use) => ({
    key: `${use.machine} ${use.name}`,
    cells: [
      use.name,
      <span key="machine" className="machine">
        {use.machine}
      </span>,
      format.bytes(use.first),
      format.bytes(use.last),
      changeWords(growthOf(use), tools),
      format.bytes(use.most),
    ],
  }));
  return (
    <Part title={t("databases.sizes")} note={t("databases.sizesNote")}>
      <Table columns={columns} rows={rows} />
    </Part>
  );
}
