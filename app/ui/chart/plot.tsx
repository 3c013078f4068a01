import { useMemo } from "react";

import type { Format } from "#app/ui/format.ts";
import { ticksOf } from "#app/ui/ruler/ticks.ts";

import type { Axis } from "./axis.ts";
import type { Gap } from "./points.ts";
import type { Stretch } from "./zoom.ts";

/** A line across the chart: an alert threshold, or what the contract grants. */
export interface ChartLine {
  readonly value: number;
  readonly kind: "threshold" | "contract";
  readonly text?: string;
}

interface Frame {
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
}

const percent = (share: number) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(3)}%`;
export const across = (at: number, { from, to }: Pick<Frame, "from" | "to">) => percent((at - from) / (to - from));
const down = (value: number, { axis }: Pick<Frame, "axis">) => percent(1 - (value - axis.min) / (axis.max - axis.min));

/** Behind the curve: horizontal lines with their numbers, and the hatching of gaps. */
export function Background({
  gaps,
  gapText,
  ...frame
}: Frame & { gaps: readonly Gap[]; gapText: (gap: Gap) => string }) {
  return (
    <svg className="chart-layer" aria-hidden="true">
      {gaps.map((gap) => {
        const share = (gap.to - gap.from) / (frame.to - frame.from);
        const x = across(gap.from, frame);
        return (
          <g key={gap.from}>
            <rect x={x} width={percent(share)} height="100%" fill="url(#hatch)" />
            {share > 0.24 && (
              <text
                className={share > 0.5 ? "chart-note" : "chart-note chart-minor-label"}
                x={across((gap.from + gap.to) / 2, frame)}
                y="75%"
                dy="4"
                textAnchor="middle"
              >
                {gapText(gap)}
              </text>
            )}
          </g>
        );
      })}
      {frame.axis.ticks.map(({ value, label, unit }, index) => (
        <g key={value}>
          <line
            className={index === 0 ? "chart-base" : "chart-grid"}
            x2="100%"
            y1={down(value, frame)}
            y2={down(value, frame)}
          />
          <text x="-8" y={down(value, frame)} dy="4" textAnchor="end">
            {label}
            {unit && (
              <tspan x="-8" dy="14">
                {unit}
              </tspan>
            )}
          </text>
        </g>
      ))}
    </svg>
  );
}

interface ForegroundProps extends Frame {
  readonly lines: readonly ChartLine[];
  readonly last: { readonly at: number; readonly average: number } | null;
  readonly cursorAt: number | null;
  /** What the zoom would open. */
  readonly selected: Stretch | null;
  readonly isStale: boolean;
}

/** Over the curve: the selection, thresholds, the contract, the last point and the cursor's hairline. */
export function Foreground({ lines, last, cursorAt, selected, isStale, ...frame }: ForegroundProps) {
  return (
    <svg className="chart-layer" aria-hidden="true">
      {selected && (
        <rect
          className="chart-selection"
          x={across(selected.from, frame)}
          width={percent((selected.to - selected.from) / (frame.to - frame.from))}
          height="100%"
        />
      )}
      {lines
        .filter(({ value }) => value <= frame.axis.max && value >= frame.axis.min)
        .map(({ value, kind, text }) => (
          <g key={`${kind} ${value}`}>
            <line className={`chart-${kind}`} x2="100%" y1={down(value, frame)} y2={down(value, frame)} />
            {text && (
              <text className="chart-note" x="100%" y={down(value, frame)} dy="-4" textAnchor="end">
                {text}
              </text>
            )}
          </g>
        ))}
      {cursorAt !== null && (
        <line className="chart-cursor" x1={across(cursorAt, frame)} x2={across(cursorAt, frame)} y1="-6" y2="100%" />
      )}
      {last && (
        <circle
          className={isStale ? "chart-last chart-last-stale" : "chart-last"}
          cx={across(last.at, frame)}
          cy={down(last.average, frame)}
          r="5"
        />
      )}
    </svg>
  );
}

/** Letters of the notes above the top chart take about this share of its width. */
const LETTER_SHARE = 0.0115;

interface TopNotesProps extends Stretch {
  readonly gaps: readonly Gap[];
  readonly gapText: (gap: Gap) => string;
  readonly cursorAt: number | null;
  readonly cursorText: string;
}

/** Above the top chart: the hours of gaps too narrow for a note of their own, and the instant of the cursor. */
export function TopNotes({ gaps, gapText, cursorAt, cursorText, ...frame }: TopNotesProps) {
  const shareOf = (at: number) => (at - frame.from) / (frame.to - frame.from);
  let taken = 0;
  const shown = gaps.flatMap((gap) => {
    const text = gapText(gap);
    const half = (text.length * LETTER_SHARE) / 2;
    const middle = shareOf((gap.from + gap.to) / 2);
    const centre = Math.min(1 - half, Math.max(half, middle));
    if (shareOf(gap.to) - shareOf(gap.from) > 0.24 || centre - half < taken) return [];
    taken = centre + half + LETTER_SHARE * 2;
    return [{ gap, text, centre }];
  });
  return (
    <svg className="chart-top" aria-hidden="true">
      {shown.map(({ gap, text, centre }) => (
        <text key={gap.from} className="chart-note chart-minor-label" x={percent(centre)} y="11" textAnchor="middle">
          {text}
        </text>
      ))}
      {cursorAt !== null && (
        <text
          className="chart-note chart-cursor-text"
          x={across(cursorAt, frame)}
          y="11"
          textAnchor={anchorAt(shareOf(cursorAt))}
        >
          {cursorText}
        </text>
      )}
    </svg>
  );
}

/** A text near an edge stays inside. */
function anchorAt(share: number): "start" | "middle" | "end" {
  if (share < 0.1) return "start";
  return share > 0.9 ? "end" : "middle";
}

/** Hours or days below the lowest chart of a stack. */
export function TimeAxis({ format, ...frame }: Pick<Frame, "from" | "to"> & { format: Format }) {
  const { from, to } = frame;
  const labelled = useMemo(() => ticksOf(from, to, format).filter(({ label }) => label !== null), [from, to, format]);
  const every = Math.ceil(labelled.length / 8);
  return (
    <svg className="chart-time-axis" aria-hidden="true">
      {labelled.map(({ at, label }, index) => {
        const share = (at - frame.from) / (frame.to - frame.from);
        if (index % every !== 0 || share < 0.02 || share > 0.98) return null;
        return (
          <text
            key={at}
            className={(index / every) % 2 ? "chart-minor-label" : undefined}
            x={across(at, frame)}
            y="16"
            textAnchor="middle"
          >
            {label}
          </text>
        );
      })}
    </svg>
  );
}
