import { type ChartText, Figure, Hatch, PAGE_WIDTH } from "./figure.tsx";
import { areaOf, type Dot, type Limits, pathOf, roundAbove, scaleOf } from "./scale.ts";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

interface LineChartProps extends ChartText {
  readonly from: number;
  readonly to: number;
  readonly dots: readonly Dot[];
  /** What was expected: shaded, with dotted edges. */
  readonly band?: readonly Limits[];
  /** Another time beside it, dotted. */
  readonly comparison?: readonly Dot[];
  /** What it may not pass. */
  readonly limit?: number | null;
  /** Stretches that were not measured. */
  readonly gaps?: readonly { readonly from: number; readonly to: number }[];
  /** Days of an outage, as squares on the line. */
  readonly marked?: readonly number[];
  readonly ticks: readonly Tick[];
  readonly valueWords: (value: number) => string;
  readonly height?: number;
  /** The top of the scale; without it the round number above all that is drawn. */
  readonly top?: number;
}

const LEFT = 40;
const TOP = 8;
const BOTTOM = 22;

/** One line over time, from zero, with what was expected behind it. Where nothing was measured it is broken and hatched. */
export function LineChart(props: LineChartProps) {
  const { id, from, to, dots, band = [], comparison = [], limit = null, gaps = [], marked = [], ticks } = props;
  const height = props.height ?? 168;
  const shown = [...dots, ...comparison].flatMap(({ value }) => value ?? []);
  const highest = Math.max(0, ...shown, ...band.map(({ high }) => high), limit ?? 0);
  const top = props.top ?? roundAbove(highest);
  const x = scaleOf(from, to, LEFT, PAGE_WIDTH);
  const y = scaleOf(0, top, height - BOTTOM, TOP);
  return (
    <Figure {...{ id, title: props.title, description: props.description, height }}>
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      <path className="expected" d={areaOf(band, x, y)} />
      <path className="expected-edge" d={pathOf(edge(band, "low"), x, y)} />
      <path className="expected-edge" d={pathOf(edge(band, "high"), x, y)} />
      {gaps.map((gap) => (
        <rect
          key={gap.from}
          x={x(gap.from)}
          y={TOP}
          width={Math.max(1, x(gap.to) - x(gap.from))}
          height={height - BOTTOM - TOP}
          fill={`url(#${id}-hatch)`}
        />
      ))}
      <path className="grid" d={`M${LEFT} ${y(top)}H${PAGE_WIDTH}M${LEFT} ${y(top / 2)}H${PAGE_WIDTH}`} />
      <path className="base" d={`M${LEFT} ${y(0)}H${PAGE_WIDTH}`} />
      {limit !== null && <path className="limit" d={`M${LEFT} ${y(limit)}H${PAGE_WIDTH}`} />}
      <path className="compared" d={pathOf(comparison, x, y)} />
      <path className="line" d={pathOf(dots, x, y)} />
      {dots
        .filter((dot) => dot.value !== null && marked.includes(dot.at))
        .map(({ at, value }) => (
          <rect key={at} className="marked" x={x(at) - 4.5} y={y(value ?? 0) - 4.5} width="9" height="9" />
        ))}
      {[0, top / 2, top].map((value) => (
        <text key={value} x={LEFT - 8} y={y(value) + 4} textAnchor="end">
          {props.valueWords(value)}
        </text>
      ))}
      {ticks.map(({ at, label }, index) => (
        <text key={at} x={x(at)} y={height - 5} textAnchor={anchorOf(index, ticks.length)}>
          {label}
        </text>
      ))}
    </Figure>
  );
}

function anchorOf(index: number, count: number): "start" | "middle" | "end" {
  if (index === 0) return "start";
  return index === count - 1 ? "end" : "middle";
}

function edge(band: readonly Limits[], side: "low" | "high"): Dot[] {
  return band.map((one) => ({ at: one.at, value: one[side] }));
}
