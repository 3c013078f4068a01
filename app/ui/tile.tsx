import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Age } from "./age.tsx";
import { useNow } from "./clock.tsx";
import { Gauge, type GaugeTone, type RatioRange } from "./gauge.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import { Sparkline, type SparkPoint } from "./sparkline.tsx";
import { StateWord } from "./state-mark.tsx";
import { useFormat } from "./use-format.tsx";

export type MachineState = "ok" | "warn" | "crit" | "mute" | "never";
export type TileRow = "cpu" | "memory" | "disk" | "bandwidth";

/** Ratios of the contracted quantities, null where not measured. */
export interface TileLoad {
  readonly cpuRatio: number | null;
  readonly memoryRatio: number | null;
  readonly diskRatio: number | null;
  readonly bandwidthBitsPerSecond: number | null;
}

export interface TileProps {
  readonly name: string;
  readonly to: string;
  /** The machine's place in its tier: "master", "standby". */
  readonly position?: string;
  readonly state: MachineState;
  /** Replaces the state's word. */
  readonly word?: string;
  readonly load: TileLoad;
  /** The end of the bandwidth gauge; without it the number stands alone. */
  readonly bandwidthLimit?: number | null;
  /** Lowest and highest of the last 60 minutes. */
  readonly ranges?: Partial<Record<TileRow, RatioRange | null>>;
  readonly thresholds?: Partial<Record<TileRow, number | null>>;
  /** The row that makes the state, drawn in its colour. */
  readonly trouble?: TileRow | null;
  /** A sentence under the rows, for a machine that is silent or in trouble. */
  readonly message?: ReactNode;
  /** CPU over the last 60 minutes. */
  readonly history: readonly SparkPoint[];
  readonly historyStepMs: number;
  /** Epoch milliseconds of the last sample, null when there never was one. */
  readonly lastSampleAt: number | null;
  readonly simulated: boolean;
}

const HISTORY_MS = 60 * 60_000;

/** One machine. The whole tile is one link; on a phone a normal one shrinks to a line of four numbers. */
export function Tile(props: TileProps) {
  const { t } = useTranslation("ui");
  const now = useNow();
  const historyEnd = Math.floor(now / props.historyStepMs) * props.historyStepMs;
  return (
    <article className={`tile tile-${props.state}`}>
      <div className="tile-head">
        <Link className="tile-name" to={props.to}>
          {props.name}
          {props.position && <small>{props.position}</small>}
        </Link>
        {props.simulated && <SimulatedMark />}
        <StateWord state={props.state} word={props.word} />
      </div>
      <TileRows {...props} />
      {props.message && <p className="tile-message">{props.message}</p>}
      <div className="tile-curve">
        <Sparkline points={props.history} from={historyEnd - HISTORY_MS} to={historyEnd} stepMs={props.historyStepMs} />
      </div>
      <div className="tile-foot">
        <span className="tile-foot-curve">
          {t("tile.curve")}
          {props.simulated && <span className="tile-simulated"> · {t("simulated")}</span>}
        </span>
        <Age at={props.lastSampleAt} />
      </div>
    </article>
  );
}

function TileRows({ state, load, ranges, thresholds, trouble, bandwidthLimit }: TileProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const quiet = state === "mute" || state === "never";
  const toneOf = (row: TileRow): GaugeTone => {
    if (quiet) return "mute";
    return row === trouble && (state === "warn" || state === "crit") ? state : "ok";
  };
  const percent = (ratio: number | null) => (ratio === null ? "–" : format.percent(ratio));
  const bits = load.bandwidthBitsPerSecond;
  const rows: { row: TileRow; ratio: number | null; text: string }[] = [
    { row: "cpu", ratio: load.cpuRatio, text: percent(load.cpuRatio) },
    { row: "memory", ratio: load.memoryRatio, text: percent(load.memoryRatio) },
    { row: "disk", ratio: load.diskRatio, text: percent(load.diskRatio) },
    {
      row: "bandwidth",
      ratio: bits === null || !bandwidthLimit ? null : bits / bandwidthLimit,
      text: bits === null ? "–" : format.bitsPerSecond(bits),
    },
  ];
  return (
    <dl className="tile-rows">
      {rows.map(({ row, ratio, text }) => (
        <div key={row} className={`tile-row tile-row-${toneOf(row)}`}>
          <dt>{t(`tile.${row}`)}</dt>
          <dd className="tile-gauge">
            <Gauge ratio={ratio} range={ranges?.[row]} threshold={thresholds?.[row]} tone={toneOf(row)} />
          </dd>
          <dd className="tile-value">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The place of a tile whose values are on their way. */
export function TileSkeleton({ name }: { name: string }) {
  const { t } = useTranslation("ui");
  return (
    <article className="tile tile-skeleton" aria-busy="true">
      <div className="tile-head">
        <span className="tile-name">{name}</span>
        <span className="sr-only" role="status">
          {t("loading", { what: name })}
        </span>
      </div>
      <svg className="skeleton" width="100%" height="140" aria-hidden="true">
        {[4, 25, 46, 67].map((y) => (
          <rect key={y} y={y} width="100%" height="12" rx="2" />
        ))}
        <rect y="98" width="100%" height="34" rx="2" />
      </svg>
    </article>
  );
}

/** The columns of a platform, in the way a visit travels. */
export function Synoptic({ children }: { children: ReactNode }) {
  return <div className="synoptic">{children}</div>;
}

export function Tier({ name, count, children }: { name: string; count?: string; children: ReactNode }) {
  return (
    <section className="tier">
      <h3>
        {name} {count && <small>{count}</small>}
      </h3>
      {children}
    </section>
  );
}
