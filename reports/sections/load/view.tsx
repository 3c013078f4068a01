import { Spread as SpreadChart } from "../../charts/spread.tsx";
import { monthWindow } from "../../parts/month-window.ts";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { LOADS, type LoadData, loadData, type MachineLoad, type TierLoad } from "./data.ts";
import type { Spread } from "./spread.ts";

/** From here on a pair does not carry the load of one that is gone. */
const FULL = 0.9;
/** A month's change that is worth a sentence, in points of share. */
const NOTABLE = 0.05;
/** The table has the others. */
const MOST_MOVED = 4;
/** Silence beyond this is told. */
const LEAST_HEARD = 0.99;

export const load: ReportSection<LoadData> = {
  name: "load",
  evidence: ({ project, month }) => `/projects/${project.slug}/measures?${monthWindow(month)}`,
  data: loadData,
  sentences: loadSentences,
  unknown: loadUnknown,
  View: ({ data, ...tools }) => data.tiers.map((tier) => <Tier key={tier.role} tier={tier} tools={tools} />),
};

function loadSentences({ tiers }: LoadData, { t, format, project, month }: ReportTools): Sentence[] {
  const machineProof = (name: string) => `/projects/${project.slug}/machines/${name}?${monthWindow(month)}`;
  const all = tiers.flatMap(({ machines }) => machines);
  const busiest = all
    .filter(({ now }) => now.cpu)
    .toSorted((one, other) => (other.now.cpu?.high ?? 0) - (one.now.cpu?.high ?? 0))[0];
  const found: Sentence[] = [];
  if (busiest?.now.cpu) {
    const { name } = busiest;
    const { high, max } = shown(busiest.now.cpu, format);
    found.push({
      ...{ key: "busiest", evidence: machineProof(name) },
      text: t("load.busiest", { machine: name, high, max }),
      figures: { [`tiers.${name}.cpu.high`]: high, [`tiers.${name}.cpu.max`]: max },
    });
  }
  for (const { role, name, withoutOne, machines } of tiers) {
    if (!withoutOne) continue;
    const high = format.percent(withoutOne.high);
    const key = withoutOne.high >= FULL ? "notWithoutOne" : "withoutOne";
    const others = machines.length === 2 ? "two" : "more";
    found.push({
      ...{ key: `pair.${role}`, evidence: `/projects/${project.slug}/capacity` },
      text: t(`load.${key}.${others}`, { tier: name, high, machines: machines.length }),
      figures: { [`tiers.${role}.withoutOne.high`]: high },
    });
  }
  for (const { name, kind, from, to } of movedMost(all)) {
    const [before, now] = [format.percent(from), format.percent(to)];
    found.push({
      ...{ key: `moved.${name}.${kind}`, evidence: machineProof(name) },
      text: t(`load.moved.${kind}`, { machine: name, from: before, to: now }),
      figures: { [`tiers.${name}.${kind}.before`]: before, [`tiers.${name}.${kind}.high`]: now },
    });
  }
  return found;
}

/** What changed most within a month, the greatest change first. */
function movedMost(machines: readonly MachineLoad[]) {
  return machines
    .flatMap(({ name, now, monthBefore }) =>
      LOADS.flatMap((kind) => {
        const [from, to] = [monthBefore[kind]?.high, now[kind]?.high];
        return from === undefined || to === undefined ? [] : [{ name, kind, from, to }];
      }),
    )
    .filter(({ from, to }) => Math.abs(to - from) >= NOTABLE)
    .toSorted((one, other) => Math.abs(other.to - other.from) - Math.abs(one.to - one.from))
    .slice(0, MOST_MOVED);
}

function loadUnknown({ tiers }: LoadData, { t, format }: ReportTools): string[] {
  const all = tiers.flatMap(({ machines }) => machines);
  if (all.length === 0) return [t("load.unknown.none")];
  const silent = all.filter(({ now }) => now.cpu === null).map(({ name }) => name);
  const partly = all.filter(({ now, heard }) => now.cpu !== null && heard < LEAST_HEARD);
  const withoutYear = all.filter(({ yearBefore }) => yearBefore.cpu === null).length;
  return [
    ...(silent.length > 0 ? [t("load.unknown.silent", { count: silent.length, machines: silent.join(", ") })] : []),
    ...partly.map(({ name, heard }) =>
      t("load.unknown.partly", { machine: name, share: format.percent(Math.floor(heard * 1_000) / 1_000, 1) }),
    ),
    ...(withoutYear === all.length ? [t("load.unknown.yearBefore")] : []),
  ];
}

function shown({ half, high, max }: Spread, format: ReportTools["format"]) {
  return { half: format.percent(half), high: format.percent(high), max: format.percent(max) };
}

type Tools = Omit<SectionViewProps<LoadData>, "data">;

function Tier({ tier, tools }: { tier: TierLoad; tools: Tools }) {
  const { t, format } = tools;
  const columns = [
    { key: "machine", head: t("load.machine"), isWhole: true },
    { key: "what", head: "" },
    { key: "picture", head: t("load.picture") },
    ...["half", "high", "max", "monthBefore", "yearBefore"].map((key) => ({
      ...{ key, head: t(`load.${key}`), isNumeric: true },
    })),
  ];
  const percent = (spread: Spread | null) => (spread ? format.percent(spread.high) : "–");
  const rowsOf = (machine: MachineLoad) =>
    LOADS.map((kind, index) => {
      const now = machine.now[kind];
      const figures = now && shown(now, format);
      return {
        key: `${machine.name} ${kind}`,
        cells: [
          <span key="machine" className={index === 0 ? "machine" : "machine again"}>
            {machine.name}
          </span>,
          t(`load.kinds.${kind}`),
          now ? <SpreadChart key="picture" {...now} /> : t("load.unmeasured"),
          figures?.half ?? "–",
          figures?.high ?? "–",
          figures?.max ?? "–",
          percent(machine.monthBefore[kind]),
          percent(machine.yearBefore[kind]),
        ],
      };
    });
  return (
    <Part title={tier.name} note={tier.cpu ? t("load.together", shown(tier.cpu, format)) : undefined}>
      <Table columns={columns} rows={tier.machines.flatMap(rowsOf)} />
    </Part>
  );
}
