import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

interface BudgetBarProps {
  /** What the contract tolerates in the month, milliseconds. */
  readonly budgetMs: number;
  /** What each counted outage took of it, milliseconds, oldest first. */
  readonly outages: readonly number[];
}

const HEIGHT = 14;
const MINUTE_MS = 60_000;
const STEPS = [5, 10, 20, 30, 60, 120, 240, 600];

/** The minutes that are tolerated, and those that are spent, cut by outage; past the budget the bar goes on. */
export function BudgetBar({ budgetMs, outages }: BudgetBarProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const usedMs = outages.reduce((sum, length) => sum + length, 0);
  const scale = Math.max(budgetMs, usedMs, MINUTE_MS);
  const share = (ms: number) => `${((ms / scale) * 100).toFixed(3)}%`;
  const minutes = scale / MINUTE_MS;
  const step = STEPS.find((one) => minutes / one <= 5) ?? Math.ceil(minutes / 5);
  const ticks = Array.from({ length: Math.floor(minutes / step) + 1 }, (_, index) => index * step);
  const starts = outages.map((_, index) => outages.slice(0, index).reduce((sum, length) => sum + length, 0));
  const words = t("budget.picture", {
    used: format.duration(usedMs / 1_000),
    budget: format.duration(budgetMs / 1_000),
  });

  return (
    <svg className="budget-bar" width="100%" height="40" role="img" aria-label={words}>
      <rect className="budget-tolerated" x="0" y="0.5" width={share(budgetMs)} height={HEIGHT} />
      {outages.map((length, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: outages have no other name here.
          key={index}
          className="budget-used"
          x={share(starts[index] ?? 0)}
          y="0"
          width={share(length)}
          height={HEIGHT + 1}
        />
      ))}
      {starts.slice(1).map((start) => (
        <rect key={start} className="budget-cut" x={share(start)} y="0" width="2" height={HEIGHT + 1} />
      ))}
      {usedMs > budgetMs && <rect className="budget-end" x={share(budgetMs)} y="0" width="2" height={HEIGHT + 5} />}
      {ticks.map((tick) => (
        <g key={tick}>
          <rect className="budget-tick" x={share(tick * MINUTE_MS)} y={HEIGHT + 1} width="1" height="5" />
          <text x={share(tick * MINUTE_MS)} y={HEIGHT + 19} textAnchor={tick === 0 ? "start" : "middle"}>
            {tick === 0 ? "0" : `${format.number(tick)}\u00a0min`}
          </text>
        </g>
      ))}
    </svg>
  );
}
