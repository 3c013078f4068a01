import type { KeyboardEvent, PointerEvent, ReactNode } from "react";

import type { Format } from "#app/ui/format.ts";
import { ticksOf } from "#app/ui/ruler/ticks.ts";

import type { Axis } from "./axis.ts";
import type { Gap } from "./points.ts";

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
            {share > 0.16 && (
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
  readonly isStale: boolean;
}

/** Over the curve: thresholds, the contract, the last point and the cursor's hairline. */
export function Foreground({ lines, last, cursorAt, isStale, ...frame }: ForegroundProps) {
  return (
    <svg className="chart-layer" aria-hidden="true">
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

/** Hours or days below the lowest chart of a stack. */
export function TimeAxis({ format, ...frame }: Pick<Frame, "from" | "to"> & { format: Format }) {
  const labelled = ticksOf(frame.from, frame.to, format).filter(({ label }) => label !== null);
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

interface CursorPadProps {
  readonly label: string;
  readonly valueText: string;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly cursorAt: number | null;
  readonly onCursor: (at: number | null) => void;
  readonly children: ReactNode;
}

/** The surface that reads the chart: pointer or finger, and arrows (a page at once with Page Up and Down). */
export function CursorPad({ label, valueText, from, to, stepMs, cursorAt, onCursor, children }: CursorPadProps) {
  const snapped = (at: number) => Math.min(to, Math.max(from, Math.round(at / stepMs) * stepMs));
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onCursor(snapped(from + ((event.clientX - left) / width) * (to - from)));
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape") return onCursor(null);
    const steps = STEPS[event.key];
    if (!steps) return;
    event.preventDefault();
    onCursor(snapped((cursorAt ?? to) + steps * stepMs));
  };
  return (
    <div
      className="chart-pad"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={cursorAt ?? to}
      aria-valuetext={valueText}
      onKeyDown={step}
      onPointerDown={point}
      onPointerMove={point}
      // A finger that lifts leaves the values pinned; a mouse that leaves lets go.
      onPointerLeave={(event) => event.pointerType === "mouse" && onCursor(null)}
    >
      {children}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
