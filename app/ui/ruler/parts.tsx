import { useMemo } from "react";

import type { Format } from "#app/ui/format.ts";
import type { RulerFlag, RulerLaneData, RulerSegment, TimeWindow } from "#app/ui/ruler.tsx";

import { ticksOf } from "./ticks.ts";

/** Where an instant stands on the ruler, in percent: an SVG attribute, because the CSP refuses style attributes. */
export function place(at: number, { from, to }: TimeWindow): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

function percent(value: number): string {
  return `${value.toFixed(3)}%`;
}

interface Span extends TimeWindow {
  readonly now: number;
}

export function RulerFlags({ flags = [], ...span }: Span & { readonly flags?: readonly RulerFlag[] }) {
  return (
    <svg className="ruler-flags" aria-hidden="true">
      {withoutCollisions(flags, span).map(({ flag, x, leftwards }) => (
        <g key={`${flag.at} ${flag.text}`} className={flag.tone === "sea" ? "ruler-flag-sea" : undefined}>
          <svg x={percent(x)} overflow="visible" aria-hidden="true">
            <line y2="20" />
            <text x={leftwards ? -5 : 5} y="14" textAnchor={leftwards ? "end" : "start"}>
              {flag.text}
            </text>
          </svg>
        </g>
      ))}
    </svg>
  );
}

/** Width of a letter of the flags in percent of a ruler of usual width; the drawing does not know its own width. */
const LETTER_PERCENT = 0.62;

/**
 * Of texts that would cover each other, or the needle, one stays; the list below keeps them all. What announces comes
 * first, then outages, then what is oldest.
 */
function withoutCollisions(flags: readonly RulerFlag[], span: Span) {
  const needle = place(span.now, span);
  const taken: { start: number; end: number }[] = [];
  const isFree = (start: number, end: number) =>
    start >= 0 &&
    end <= 100 &&
    !(start < needle && end > needle) &&
    taken.every((other) => end < other.start || start > other.end);
  const shown: { flag: RulerFlag; x: number; leftwards: boolean }[] = [];
  for (const flag of [...flags].sort((a, b) => rankOf(b) - rankOf(a) || a.at - b.at)) {
    const x = place(flag.at, span);
    const width = (flag.text.length + 2) * LETTER_PERCENT;
    const leftwards = x > 45 && isFree(x - width, x);
    if (!leftwards && !isFree(x, x + width)) continue;
    taken.push(leftwards ? { start: x - width, end: x } : { start: x, end: x + width });
    shown.push({ flag, x, leftwards });
  }
  return shown;
}

function rankOf({ tone, isOutage }: RulerFlag): number {
  return tone === "sea" ? 2 : Number(isOutage ?? false);
}

export function RulerLane({ lane, ...span }: Span & { readonly lane: RulerLaneData }) {
  const background = lane.segments.filter(({ state }) => state !== "plan");
  const planned = lane.segments.filter(({ state }) => state === "plan");
  return (
    <>
      <span className="ruler-lane-name">{lane.name}</span>
      <svg className="ruler-lane" aria-hidden="true">
        <rect className="ruler-base" x="0" y="4.5" width="100%" height="1" />
        {[...background, ...planned].map((segment) => (
          <Segment key={`${segment.from} ${segment.state}`} segment={segment} span={span} />
        ))}
      </svg>
    </>
  );
}

const SHORTEST_PERCENT = 0.3;
const HEIGHTS = { ok: 4, warn: 6, sign: 6, you: 6 } as const;

function Segment({ segment, span }: { segment: RulerSegment; span: TimeWindow }) {
  const start = place(segment.from, span);
  const end = place(segment.to, span);
  if (end <= start) return null;
  // Nothing that happened is too short to be seen.
  const share = Math.max(end - start, SHORTEST_PERCENT);
  const width = percent(share);
  if (segment.state === "mute" || segment.state === "never") {
    return (
      <>
        <rect className="ruler-mute-ground" x={percent(start)} width={percent(end - start)} height="10" />
        <line className="ruler-mute" x1={percent(start)} x2={percent(end)} y1="5" y2="5" />
      </>
    );
  }
  const height = HEIGHTS[segment.state as keyof typeof HEIGHTS] ?? 10;
  const fill = segment.state === "plan" ? "url(#hatch-plan)" : undefined;
  return (
    <rect
      className={`ruler-${segment.state}`}
      x={percent(Math.min(start, end - share))}
      y={(10 - height) / 2}
      {...{ width, height, fill }}
    />
  );
}

/** Labels nearer to the needle than this would be covered by its clock. */
const NEEDLE_PERCENT = 3.2;
const NEEDLE_ON_PHONE_PERCENT = 11;

export function RulerScale({ format, ...span }: Span & { readonly format: Format }) {
  const now = place(span.now, span);
  const { from, to } = span;
  const labelled = useMemo(() => ticksOf(from, to, format), [from, to, format]);
  let labels = 0;
  return (
    <svg className="ruler-scale" aria-hidden="true">
      {labelled.map((tick) => {
        const x = place(tick.at, span);
        const isHidden = tick.label === null || Math.abs(x - now) < NEEDLE_PERCENT;
        if (!isHidden) labels += 1;
        return (
          <svg key={tick.at} x={percent(x)} overflow="visible" aria-hidden="true">
            <rect
              className={tick.isMajor ? "ruler-tick-major" : "ruler-tick"}
              width="1"
              height={tick.isMajor ? 8 : 4}
            />
            {!isHidden && (
              <text
                className={labels % 2 || Math.abs(x - now) < NEEDLE_ON_PHONE_PERCENT ? "ruler-minor-label" : undefined}
                y="20"
                textAnchor={anchor(x)}
              >
                {tick.label}
              </text>
            )}
          </svg>
        );
      })}
    </svg>
  );
}

/** Labels at the ends stay inside the ruler. */
function anchor(x: number): "start" | "middle" | "end" {
  if (x < 2) return "start";
  return x > 98 ? "end" : "middle";
}

export function RulerNeedle({ format, ...span }: Span & { readonly format: Format }) {
  const x = place(span.now, span);
  const nearEnd = x > 97;
  return (
    <>
      <rect className="ruler-needle" x={percent(x)} width="2" height="100%" transform="translate(-1 0)" />
      <svg x={percent(x)} y="100%" overflow="visible" aria-hidden="true">
        <g transform={`translate(${nearEnd ? -42 : -21} -22)`}>
          <rect className="ruler-needle" width="42" height="18" rx="2" />
          <text className="ruler-needle-text" x="21" y="13.5" textAnchor="middle">
            {format.clock(span.now)}
          </text>
        </g>
      </svg>
    </>
  );
}

export function RulerWindow({ window, ...span }: Span & { readonly window: TimeWindow }) {
  const start = place(window.from, span);
  const end = place(window.to, span);
  return (
    <>
      <rect className="ruler-window" x={percent(start)} y="0" width={percent(end - start)} height="100%" />
      <rect className="ruler-window-edge" x={percent(start)} y="0" width="1" height="100%" />
      <rect className="ruler-window-edge" x={percent(end)} y="0" width="1" height="100%" />
    </>
  );
}
