import { type ChartText, Figure, PAGE_WIDTH } from "./figure.tsx";
import { scaleOf, tenth } from "./scale.ts";

export interface DateRange {
  readonly key: string;
  readonly label: string;
  /** Epoch milliseconds. */
  readonly early: number;
  /** Null: beyond the calendar. */
  readonly likely: number | null;
  readonly late: number | null;
  /** By when to act. */
  readonly actBy: number | null;
}

interface DateRangesProps extends ChartText {
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly DateRange[];
  readonly months: readonly { readonly at: number; readonly label: string }[];
}

const LEFT = 190;
const RIGHT = PAGE_WIDTH - 4;
const ROW = 26;
const TOP = 22;

/** When resources will be short, each a range of dates on one calendar, the nearest first. */
export function DateRanges({ id, title, description, from, to, ranges, months }: DateRangesProps) {
  const x = scaleOf(from, to, LEFT, RIGHT);
  const inside = (at: number | null) => x(Math.min(to, Math.max(from, at ?? to)));
  const height = TOP + ranges.length * ROW + 4;
  return (
    <Figure {...{ id, title, description, height }}>
      {months.map(({ at, label }) => (
        <g key={at}>
          <path className="grid" d={`M${x(at)} ${TOP - 4}V${height}`} />
          <text x={tenth(x(at) + 4)} y={TOP - 9}>
            {label}
          </text>
        </g>
      ))}
      <path className="base" d={`M0 ${TOP - 4}H${PAGE_WIDTH}`} />
      {ranges.map(({ key, label, early, likely, late, actBy }, row) => {
        const y = TOP + row * ROW + ROW / 2;
        const isOpen = late === null || late > to;
        return (
          <g key={key}>
            <text className="row-name" x="0" y={y + 4}>
              {label}
            </text>
            <rect
              className="date-range"
              x={inside(early)}
              y={y - 5}
              width={tenth(Math.max(2, inside(late) - inside(early)))}
              height="10"
            />
            {isOpen && <path className="date-open" d={`M${RIGHT - 5} ${y - 5}L${RIGHT} ${y}L${RIGHT - 5} ${y + 5}`} />}
            {likely !== null && likely <= to && (
              <path className="date-likely" d={`M${inside(likely)} ${y - 8}V${y + 8}`} />
            )}
            {actBy !== null && actBy >= from && actBy <= to && (
              <path className="date-act" d={`M${inside(actBy)} ${y - 6}l5 6l-5 6l-5 -6Z`} />
            )}
            <path className="grid" d={`M0 ${y + ROW / 2}H${PAGE_WIDTH}`} />
          </g>
        );
      })}
    </Figure>
  );
}
