import { tenth } from "./scale.ts";

interface SpreadProps {
  /** In words: it stands in a table's cell beside the same figures, and is not read twice. */
  readonly half: number;
  readonly high: number;
  readonly max: number;
}

const WIDTH = 150;

/**
 * How a share was spread over a month on a fixed scale from 0 to 1, so that machines compare: from the median to the 95th
 * percentile, and a tick at the highest. The figures stand in the same row of its table: to a screen reader it is silent.
 */
export function Spread({ half, high, max }: SpreadProps) {
  const x = (share: number) => tenth(Math.min(1, Math.max(0, share)) * (WIDTH - 2) + 1);
  return (
    <svg className="report-spread" viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true">
      <path className="base" d={`M0 11.5H${WIDTH}`} />
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <path key={share} className="base" d={`M${x(share)} 8V12`} />
      ))}
      <rect className="range" x={x(half)} y="2" width={Math.max(2, tenth(x(high) - x(half)))} height="6" />
      <path className="max" d={`M${x(max)} 0V10`} />
    </svg>
  );
}
