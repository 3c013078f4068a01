import { type ChartText, Figure, PAGE_WIDTH } from "./figure.tsx";
import { scaleOf, tenth } from "./scale.ts";

interface BudgetBarProps extends ChartText {
  /** What is tolerated, and what was taken, piece by piece; in any one unit. */
  readonly budget: number;
  readonly used: readonly { readonly key: string; readonly amount: number }[];
  readonly valueWords: (value: number) => string;
}

const HEIGHT = 44;

/** What was tolerated, cut by what was taken of it. More than was tolerated goes past its end. */
export function BudgetBar({ id, title, description, budget, used, valueWords }: BudgetBarProps) {
  const taken = used.reduce((sum, { amount }) => sum + amount, 0);
  const end = Math.max(budget, taken, 1e-9);
  const x = scaleOf(0, end, 0.5, PAGE_WIDTH - 0.5);
  let at = 0;
  const pieces = used.map(({ key, amount }) => {
    const from = at;
    at += amount;
    return { key, x: x(from), width: tenth(Math.max(1, x(at) - x(from))) };
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * budget);
  return (
    <Figure {...{ id, title, description, height: HEIGHT }}>
      <rect className="budget" x="0.5" y="0.5" width={tenth(x(budget) - 0.5)} height="14" />
      {pieces.map(({ key, ...piece }) => (
        <rect key={key} className="budget-used" y="0.5" height="14" {...piece} />
      ))}
      {pieces.slice(1).map(({ key, x: from }) => (
        <path key={key} className="budget-cut" d={`M${from} .5V14.5`} />
      ))}
      {ticks.map((value, index) => (
        <g key={value}>
          <path className="base" d={`M${x(value)} 15V20`} />
          <text
            x={x(value)}
            y="34"
            textAnchor={index === 0 ? "start" : index === ticks.length - 1 && end === budget ? "end" : "middle"}
          >
            {valueWords(value)}
          </text>
        </g>
      ))}
    </Figure>
  );
}
