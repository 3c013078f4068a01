import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { CheckStrokes, StrokeState } from "#domain/availability/strokes.ts";

const WIDTH = 1_000;
const STATES: readonly StrokeState[] = ["ok", "failed", "unknown"];
/** Failures are high and wide, silence is short and low: told apart without colours. */
const UPRIGHT: Readonly<Record<StrokeState, readonly [top: number, bottom: number]>> = {
  ok: [4, 14],
  failed: [0, 18],
  unknown: [12, 14],
};

/** Each run of the checks as a stroke, on the time axis of the chart above. */
export function OutageStrokes({ checks, window }: { checks: readonly CheckStrokes[]; window: Stretch }) {
  const { t } = useTranslation("availability");
  if (checks.length === 0) return null;
  return (
    <div className="outage-strokes">
      <p className="label">{t("outageOf.checks")}</p>
      <ul>
        {checks.map((one) => (
          <li key={one.check}>
            <Said strokes={one} />
            <svg width="100%" height="18" viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" aria-hidden="true">
              {STATES.map((state) => (
                <path key={state} className={`stroke-${state}`} d={pathOf(one, state, window)} />
              ))}
            </svg>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Said({ strokes: { check, intervalSeconds, source, runs, failed } }: { strokes: CheckStrokes }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const facts = { failed: format.number(failed), runs: format.number(runs) };
  return (
    <p>
      {check}{" "}
      <span className="label">
        {t(`outageOf.failed.${source}`, { ...facts, interval: format.duration(intervalSeconds) })}
      </span>
    </p>
  );
}

function pathOf({ strokes }: CheckStrokes, wanted: StrokeState, { from, to }: Stretch): string {
  const [top, bottom] = UPRIGHT[wanted];
  return strokes
    .filter(({ state }) => state === wanted)
    .map(({ at }) => `M${(((at - from) / (to - from)) * WIDTH).toFixed(2)} ${top}V${bottom}`)
    .join("");
}
