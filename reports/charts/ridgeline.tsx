import { type ChartText, Figure, PAGE_WIDTH } from "./figure.tsx";
import { pathOf, scaleOf, tenth } from "./scale.ts";

export interface Ridge {
  /** Written at its left; null for a row that goes without. */
  readonly label: string | null;
  /** Evenly from its beginning to its end; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** Drawn thinner: a Sunday, a holiday. */
  readonly isQuiet: boolean;
}

/** A square on a row, with its words beside it. */
export interface RidgeMark {
  readonly row: number;
  /** From 0 to 1 along the row. */
  readonly along: number;
  readonly words: string;
}

interface RidgelineProps extends ChartText {
  readonly ridges: readonly Ridge[];
  readonly marks: readonly RidgeMark[];
  /** Below the last row, evenly from its beginning to its end. */
  readonly hours: readonly string[];
}

const LEFT = 44;
const RIGHT = PAGE_WIDTH - 4;
const ROW = 15.2;
/** So high rises the highest value above its row, over the two or three rows before it. */
const RISE = 35;
const TOP = 44;

/** Days below one another, each a line that hides what lies behind it: a month of a shop at one look. */
export function Ridgeline({ id, title, description, ridges, marks, hours }: RidgelineProps) {
  const highest = Math.max(1e-9, ...ridges.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const base = (row: number) => tenth(TOP + row * ROW);
  const height = tenth(base(ridges.length - 1) + 38);
  return (
    <Figure {...{ id, title, description, height }}>
      {ridges.map((ridge, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, nothing is moved.
        <RidgeRow key={row} ridge={ridge} base={base(row)} rise={RISE / highest} />
      ))}
      {marks.map(({ row, along, words }) => {
        const x = tenth(LEFT + along * (RIGHT - LEFT));
        const isLate = along > 0.7;
        return (
          <g key={`${row} ${along}`}>
            <rect className="marked" x={tenth(x - 4.5)} y={tenth(base(row) - 11)} width="9" height="9" />
            <text
              className="marked-words"
              x={isLate ? tenth(x - 10.5) : tenth(x + 10.5)}
              y={tenth(base(row) - 3)}
              textAnchor={isLate ? "end" : "start"}
            >
              {words}
            </text>
          </g>
        );
      })}
      {hours.map((words, index) => (
        <text
          key={words}
          x={tenth(LEFT + (index / Math.max(1, hours.length - 1)) * (RIGHT - LEFT))}
          y={height - 6}
          textAnchor={index === 0 ? "start" : index === hours.length - 1 ? "end" : "middle"}
        >
          {words}
        </text>
      ))}
    </Figure>
  );
}

function RidgeRow({ ridge, base, rise }: { ridge: Ridge; base: number; rise: number }) {
  const { label, values, isQuiet } = ridge;
  const x = scaleOf(0, Math.max(1, values.length - 1), LEFT, RIGHT);
  const y = (value: number) => tenth(base - value * rise);
  const dots = values.map((value, at) => ({ at, value }));
  const line = pathOf(dots, x, y);
  // What lies behind is hidden down to the row's own foot, as far as the row was measured.
  const hidden = pathOf(
    dots.map(({ at, value }) => ({ at, value: value ?? 0 })),
    x,
    y,
  );
  return (
    <g>
      <path className="ridge-front" d={`${hidden}L${RIGHT} ${base}L${LEFT} ${base}Z`} />
      <path className={isQuiet ? "ridge quiet" : "ridge"} d={line} />
      {label !== null && (
        <text x={LEFT - 10} y={base + 5} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}
