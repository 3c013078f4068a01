import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Gauge } from "#app/ui/gauge.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { type MachineState, Synoptic, Tier, Tile, TileSkeleton } from "#app/ui/tile.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { MINUTE, madeUpSeries } from "./made-up.ts";

interface MadeUpMachine {
  readonly name: string;
  readonly state: MachineState;
  readonly cpu: number | null;
  readonly disk: number | null;
  readonly ageMs: number | null;
}

const MACHINES: readonly MadeUpMachine[] = [
  { name: "web-1", state: "ok", cpu: 0.41, disk: 0.44, ageMs: 3_000 },
  { name: "db-1", state: "warn", cpu: 0.34, disk: 0.81, ageMs: 4_000 },
  { name: "app-2", state: "crit", cpu: 0.97, disk: 0.38, ageMs: 4_000 },
  { name: "orders-1", state: "mute", cpu: 0.22, disk: 0.52, ageMs: 15 * MINUTE },
  { name: "web-10", state: "never", cpu: null, disk: null, ageMs: null },
];

const ORDER: readonly MachineState[] = ["crit", "warn", "mute", "never", "ok"];

/** Tiles and the table of machines, each in every state. */
export function Machines({ now }: { now: number }) {
  const { t } = useTranslation("ui");
  const columns = useColumns(now);
  const table = { caption: t("parts.table"), columns, rowKey: (row: MadeUpMachine) => row.name };
  const sort = { column: "state" };
  const empty = <EmptyState title={t("parts.emptyTitle")} text={t("parts.emptyText")} />;
  return (
    <>
      <Section title={t("parts.tiles")} note={t("parts.tilesNote")}>
        <Synoptic>
          {MACHINES.map((machine) => (
            <Tier key={machine.name} name={t(`state.${machine.state}`)}>
              <MachineTile machine={machine} now={now} />
            </Tier>
          ))}
          <Tier name={t("parts.loading")}>
            <TileSkeleton name="web-2" />
          </Tier>
        </Synoptic>
      </Section>
      <Section title={t("parts.table")} note={t("parts.normal")}>
        <DataTable {...table} rows={MACHINES} initialSort={sort} rowTone={toneOf} whenEmpty={empty} />
      </Section>
      <Section title={t("parts.table")} note={t("parts.stale")}>
        <DataTable {...table} rows={MACHINES.slice(0, 2)} initialSort={sort} state="stale" whenEmpty={empty} />
      </Section>
      <div className="columns-half">
        <Section title={t("parts.table")} note={t("parts.loading")}>
          <DataTable {...table} rows={[]} state="loading" expectedRows={3} whenEmpty={empty} />
        </Section>
        <Section title={t("parts.table")} note={t("parts.empty")}>
          <DataTable {...table} rows={[]} whenEmpty={empty} />
        </Section>
        <Section title={t("parts.table")} note={t("parts.error")}>
          <DataTable
            {...table}
            rows={[]}
            whenEmpty={<ErrorState title={t("parts.errorTitle")} text={t("parts.errorText")} onRetry={() => {}} />}
          />
        </Section>
      </div>
    </>
  );
}

function MachineTile({ machine: { name, state, cpu, disk, ageMs }, now }: { machine: MadeUpMachine; now: number }) {
  const { t } = useTranslation("ui");
  const silent = state === "mute";
  const hour = { from: now - 60 * MINUTE, to: silent ? now - 15 * MINUTE : now };
  const { points: history } = madeUpSeries(hour, { level: cpu ?? 0, spread: 0.06 });
  return (
    <Tile
      name={name}
      to="/wall"
      position={name === "db-1" ? t("parts.master") : undefined}
      state={state}
      load={{
        cpuRatio: cpu,
        memoryRatio: cpu && cpu * 0.8 + 0.2,
        diskRatio: disk,
        bandwidthBitsPerSecond: cpu && cpu * 5e8,
      }}
      bandwidthLimit={1e9}
      ranges={
        cpu
          ? {
              cpu: { min: cpu - 0.08, max: Math.min(1, cpu + 0.14) },
              memory: { min: cpu * 0.8 + 0.17, max: cpu * 0.8 + 0.22 },
            }
          : {}
      }
      thresholds={{ cpu: 0.8, memory: 0.9, disk: 0.8 }}
      trouble={state === "warn" ? "disk" : state === "crit" ? "cpu" : null}
      message={silent ? t("parts.silentTile") : undefined}
      history={cpu === null ? [] : history}
      historyStepMs={MINUTE}
      lastSampleAt={ageMs === null ? null : now - ageMs}
      simulated={name === "web-1"}
    />
  );
}

function toneOf(row: MadeUpMachine): "crit" | undefined {
  return row.state === "crit" ? "crit" : undefined;
}

function useColumns(now: number): Column<MadeUpMachine>[] {
  const { t } = useTranslation("ui");
  const format = useFormat();
  return [
    {
      key: "name",
      header: t("parts.columnMachine"),
      sortBy: (row) => row.name,
      cell: (row) => (
        <Link className="mono font-medium text-ink" to="/wall">
          {row.name}
        </Link>
      ),
    },
    {
      key: "state",
      header: t("parts.columnState"),
      sortBy: (row) => ORDER.indexOf(row.state),
      cell: (row) => <StateWord state={row.state} />,
    },
    {
      key: "cpu",
      header: t("tile.cpu"),
      numeric: true,
      sortBy: (row) => row.cpu,
      cell: (row) => (row.cpu === null ? "–" : format.percent(row.cpu)),
    },
    {
      key: "disk",
      header: t("tile.disk"),
      numeric: true,
      sortBy: (row) => row.disk,
      cell: (row) => (row.disk === null ? "–" : format.percent(row.disk)),
    },
    {
      key: "gauge",
      header: "",
      wideOnly: true,
      cell: (row) => <Gauge ratio={row.disk} threshold={0.8} tone={row.state === "warn" ? "warn" : "ok"} />,
    },
    {
      key: "age",
      header: t("parts.columnAge"),
      numeric: true,
      sortBy: (row) => row.ageMs,
      cell: (row) => <Age at={row.ageMs === null ? null : now - row.ageMs} />,
    },
  ];
}
