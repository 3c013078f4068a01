export type GaugeTone = "ok" | "warn" | "crit" | "mute";

/** Lowest and highest over the last hour, as ratios of the contracted quantity. */
export interface RatioRange {
  readonly min: number;
  readonly max: number;
}

interface GaugeProps {
  /** From 0 to 1 of the contracted quantity; above 1 the needle stays at the end. Null draws the scale alone. */
  readonly ratio: number | null;
  readonly range?: RatioRange | null;
  readonly threshold?: number | null;
  readonly tone?: GaugeTone;
}

/** An ornament of the number that always stands beside it: silent to screen readers. */
export function Gauge({ ratio, range, threshold, tone = "ok" }: GaugeProps) {
  return (
    <svg className={`gauge gauge-${tone}`} aria-hidden="true">
      {range && (
        <rect
          className="gauge-band"
          x={share(range.min)}
          y="3"
          width={share(clamp(range.max) - clamp(range.min))}
          height="5"
        />
      )}
      {threshold != null && (
        <line className="gauge-threshold" x1={share(threshold)} x2={share(threshold)} y1="5" y2="12" />
      )}
      {ratio !== null && (
        <>
          <rect className="gauge-fill" x="0" y="10" width={share(ratio)} height="2" />
          <Needle ratio={ratio} tone={tone} />
        </>
      )}
    </svg>
  );
}

function Needle({ ratio, tone }: { ratio: number; tone: GaugeTone }) {
  const x = share(ratio);
  if (tone === "mute") return <line className="gauge-needle" x1={x} x2={x} y1="0" y2="12" />;
  const width = tone === "ok" ? 2 : 3;
  return (
    <rect className="gauge-needle" x={x} y="0" width={width} height="12" transform={`translate(${-width / 2} 0)`} />
  );
}

function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, ratio));
}

function share(ratio: number): string {
  return `${(clamp(ratio) * 100).toFixed(2)}%`;
}
