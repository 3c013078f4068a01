import { type ChartText, Figure, Hatch, PAGE_WIDTH } from "./figure.tsx";
import { roundAbove, scaleOf, tenth } from "./scale.ts";

export interface Bar {
  readonly key: string;
  /** Below it; null for one that goes without. */
  readonly label: string | null;
  /** Null where nothing was measured: hatched. */
  readonly value: number | null;
  /** An outage, a failure: in the colour of loss. */
  readonly isBad?: boolean;
}

interface BarsProps extends ChartText {
  readonly bars: readonly Bar[];
  readonly valueWords: (value: number) => string;
  readonly height?: number;
  /** What is agreed, as a line across. */
  readonly limit?: number | null;
}

const LEFT = 52;
const TOP = 8;
const BOTTOM = 22;

/** One bar a day, a month or a machine, from zero. */
export function Bars({ id, title, description, bars, valueWords, height = 140, limit = null }: BarsProps) {
  const top = roundAbove(Math.max(limit ?? 0, ...bars.map(({ value }) => value ?? 0)), 1e-9);
  const y = scaleOf(0, top, height - BOTTOM, TOP);
  const step = (PAGE_WIDTH - LEFT) / Math.max(1, bars.length);
  const width = tenth(Math.min(40, step * 0.66));
  return (
    <Figure {...{ id, title, description, height }}>
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      <path className="grid" d={`M${LEFT} ${y(top)}H${PAGE_WIDTH}M${LEFT} ${y(top / 2)}H${PAGE_WIDTH}`} />
      {bars.map(({ key, label, value, isBad }, index) => {
        const middle = tenth(LEFT + (index + 0.5) * step);
        const from = tenth(middle - width / 2);
        return (
          <g key={key}>
            {value === null ? (
              <rect x={from} y={TOP} width={width} height={height - BOTTOM - TOP} fill={`url(#${id}-hatch)`} />
            ) : (
              <rect
                className={isBad ? "bar bad" : "bar"}
                x={from}
                y={y(value)}
                width={width}
                height={tenth(y(0) - y(value))}
              />
            )}
            {label !== null && (
              <text x={middle} y={height - 5} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
      <path className="base" d={`M${LEFT} ${y(0)}H${PAGE_WIDTH}`} />
      {limit !== null && <path className="limit" d={`M${LEFT} ${y(limit)}H${PAGE_WIDTH}`} />}
      {[0, top / 2, top].map((value) => (
        <text key={value} x={LEFT - 8} y={y(value) + 4} textAnchor="end">
          {valueWords(value)}
        </text>
      ))}
    </Figure>
  );
}
