import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { unpackCurve } from "#domain/machines/curve.ts";
import { type MachineNow, rowOf, type ShownMachine } from "#domain/machines/live.ts";
import { machineLoad } from "#domain/machines/load.ts";
import { NOTHING_RECENT, RECENT_STEP_MS } from "#domain/machines/recent-load.ts";
import { THRESHOLDS } from "#domain/machines/state.ts";

import { useMachineWords } from "./machine-words.ts";

/** A machine as a tile, with its newest sample. A silent one keeps its last values, with their time. */
export function MachineTile({ machine, at }: { machine: ShownMachine; at: MachineNow }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  const words = useMachineWords();
  const { contractedBandwidthBits: limit } = machine;
  const recent = machine.recent ?? NOTHING_RECENT;
  const receivedAt = at.sample?.receivedAt ?? null;
  const message =
    at.state === "mute" && receivedAt !== null
      ? t("lastValues", { when: format.moment(receivedAt, now) })
      : at.state === "never"
        ? t("noValues")
        : null;
  return (
    <Tile
      name={machine.name}
      to={`/projects/${machine.project}/machines/${machine.name}`}
      position={words.position(machine)}
      state={at.state}
      load={machineLoad(at.sample?.values ?? {})}
      bandwidthLimit={limit}
      ranges={{
        cpu: recent.cpuRange,
        memory: recent.memoryRange,
        disk: recent.diskRange,
        bandwidth: limit && recent.bandwidthRange ? scaled(recent.bandwidthRange, limit) : null,
      }}
      thresholds={{ cpu: THRESHOLDS.cpu.warn, memory: THRESHOLDS.memory.warn, disk: THRESHOLDS.disk.warn }}
      trouble={rowOf(at.finding)}
      message={message}
      history={unpackCurve(recent.cpu)}
      historyStepMs={RECENT_STEP_MS}
      lastSampleAt={receivedAt}
      simulated={machine.simulated}
    />
  );
}

function scaled({ min, max }: { min: number; max: number }, by: number) {
  return { min: min / by, max: max / by };
}
