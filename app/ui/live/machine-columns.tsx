import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { useNow } from "#app/ui/clock.tsx";
import type { Column } from "#app/ui/data-table.tsx";
import { Gauge } from "#app/ui/gauge.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { Sparkline } from "#app/ui/sparkline.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { unpackCurve } from "#domain/machines/curve.ts";
import { rowOf } from "#domain/machines/live.ts";
import { type MachineLoad, machineLoad } from "#domain/machines/load.ts";
import { RECENT_MS, RECENT_STEP_MS } from "#domain/machines/recent-load.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";

import { findingText } from "./finding.tsx";
import { useMachineWords } from "./machine-words.ts";
import type { MachineOnPage } from "./use-machines-now.ts";

/** The columns of a live table of machines. On the wall, where clients stand side by side, a row names its project. */
export function useMachineColumns({ across = false }: { across?: boolean } = {}): Column<MachineOnPage>[] {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const percent = (ratio: number | null) => (ratio === null ? "–" : format.percent(ratio));
  return [
    {
      key: "machine",
      header: t("list.machine"),
      sortBy: (row) => row.name,
      cell: (row) => <MachineCell row={row} across={across} />,
    },
    {
      key: "state",
      header: t("list.state"),
      sortBy: (row) => STATE_ORDER.indexOf(row.now.state),
      cell: (row) => <StateCell row={row} />,
    },
    { key: "reason", header: t("list.reason"), cell: (row) => <Reason row={row} /> },
    measured("cpu", t("list.cpu"), (load) => load.cpuRatio, percent),
    measured("memory", t("list.memory"), (load) => load.memoryRatio, percent),
    measured("disk", t("list.disk"), (load) => load.diskRatio, percent),
    {
      key: "bandwidth",
      header: t("list.bandwidth"),
      numeric: true,
      sortBy: (row) => rounded(loadOf(row).bandwidthBitsPerSecond, 1),
      cell: (row) => {
        const bits = loadOf(row).bandwidthBitsPerSecond;
        const isQuiet = row.now.state === "mute" || row.now.state === "never";
        return (
          <span className={isQuiet ? "load-cell-mute" : undefined}>
            {bits === null ? "–" : format.bitsPerSecond(bits)}
          </span>
        );
      },
    },
    { key: "curve", header: t("list.curve"), wideOnly: true, cell: (row) => <Curve row={row} /> },
    {
      key: "age",
      header: t("list.age"),
      numeric: true,
      cell: ({ now: { sample } }) => (
        <span className="label">
          <Age at={sample?.receivedAt ?? null} intervalSeconds={sample?.intervalSeconds} />
        </span>
      ),
    },
  ];
}

function measured(
  key: "cpu" | "memory" | "disk",
  header: string,
  ratioOf: (load: MachineLoad) => number | null,
  percent: (ratio: number | null) => string,
): Column<MachineOnPage> {
  return {
    key,
    header,
    numeric: true,
    sortBy: (row) => rounded(ratioOf(loadOf(row)), 10_000),
    cell: (row) => {
      const ratio = ratioOf(loadOf(row));
      const { state, finding } = row.now;
      const isQuiet = state === "mute" || state === "never";
      const tone = isQuiet ? "mute" : rowOf(finding) === key && (state === "warn" || state === "crit") ? state : "ok";
      return (
        <span className={`load-cell load-cell-${tone}`}>
          {percent(ratio)}
          <Gauge ratio={ratio} tone={tone} />
        </span>
      );
    },
  };
}

function MachineCell({ row, across }: { row: MachineOnPage; across: boolean }) {
  const words = useMachineWords();
  const { machine } = row;
  const place = across
    ? [machine.client, machine.projectName, words.role(machine)]
    : [words.role(machine), words.position(machine)];
  return (
    <div>
      <Link className="mono whitespace-nowrap" to={`/projects/${machine.project}/machines/${machine.name}`}>
        {machine.name}
      </Link>{" "}
      {machine.simulated && <SimulatedMark />}
      <span className="data-table-second">{[...new Set(place.filter(Boolean))].join(" · ")}</span>
    </div>
  );
}

function StateCell({ row: { now: at } }: { row: MachineOnPage }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  return (
    <div>
      <StateWord state={at.state} />
      {at.since !== null && (
        <span className="data-table-second">{t("since", { when: format.moment(at.since, now) })}</span>
      )}
    </div>
  );
}

function Reason({ row: { now: at } }: { row: MachineOnPage }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  if (at.state === "ok") return <span className="dim">–</span>;
  const { key, values } = findingText(at, format, now);
  return t(`reason.${key}`, values);
}

function Curve({ row: { machine } }: { row: MachineOnPage }) {
  const now = useNow();
  const end = Math.floor(now / RECENT_STEP_MS) * RECENT_STEP_MS;
  return (
    <span className="curve-cell">
      <Sparkline
        points={machine.recent ? unpackCurve(machine.recent.cpu) : []}
        from={end - RECENT_MS}
        to={end}
        stepMs={RECENT_STEP_MS}
      />
    </span>
  );
}

function loadOf({ now: { sample } }: MachineOnPage): MachineLoad {
  return machineLoad(sample?.values ?? {});
}

/** Whole numbers: the table sorts text and numbers by one rule, which takes a decimal for two numbers. */
function rounded(value: number | null, times: number): number | null {
  return value === null ? null : Math.round(value * times);
}
