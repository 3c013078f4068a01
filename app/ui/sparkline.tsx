import { gapsOf, tracesOf } from "./trace.ts";

/** One step of a series: ratios from 0 to 1, epoch milliseconds. */
export interface SparkPoint {
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

interface SparklineProps {
  readonly points: readonly SparkPoint[];
  readonly from: number;
  readonly to: number;
  /** Steps further apart than twice this are a gap: the line breaks and the hole is hatched. */
  readonly stepMs: number;
}

/** The last minutes of a ratio on a fixed scale from 0 to 100 %, so that curves side by side compare. */
export function Sparkline({ points, from, to, stepMs }: SparklineProps) {
  const traces = tracesOf(points, { from, to, stepMs });
  return (
    <svg className="sparkline" aria-hidden="true">
      {gapsOf(points, { from, to, stepMs }).map((gap) => (
        <rect
          key={gap.start}
          x={`${gap.start * 100}%`}
          width={`${(gap.end - gap.start) * 100}%`}
          height="100%"
          fill="url(#hatch)"
        />
      ))}
      <line className="trace-grid" x1="0" x2="100%" y1="0" y2="0" />
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" width="100%" height="100%" aria-hidden="true">
        {traces.map((trace) => (
          <g key={trace.line}>
            <path className="trace-band" d={trace.band} />
            <path className="trace-average" d={trace.line} />
          </g>
        ))}
      </svg>
      <line className="trace-base" x1="0" x2="100%" y1="100%" y2="100%" />
    </svg>
  );
}
