import { useTranslation } from "react-i18next";

import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { Section } from "#app/ui/section.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { type ScoreRow, scoreOf } from "#domain/capacity/score.ts";

import { ScoreMonth, type ShownMonth } from "./score-month.tsx";
import { ScoreTable } from "./score-table.tsx";

interface ScoreCardProps {
  /** What was said 30, 60 and 90 days before the newest measured day. */
  readonly rows: readonly ScoreRow[];
  readonly month: ShownMonth;
  readonly monthTo: (month: string) => string;
}

/** So many are shown at once: misses first. */
const SHOWN = 9;

/** « Avions-nous raison ? »: what was said against what happened. */
export function ScoreCard({ rows, month, monthTo }: ScoreCardProps) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const format = useFormat();
  const score = scoreOf(rows);
  const on = rows[0]?.on;
  const isAfterwards = rows.some((row) => row.isAfterwards) || month.rows.some((row) => row.isAfterwards);
  const listed = listedOf(rows);
  return (
    <Section
      title={t("score.title")}
      note={on && t("score.note", { day: words.day(on) })}
      side={isAfterwards && <SimulatedMark />}
    >
      {score.count === 0 ? (
        <p className="text-ink2">{t("score.none")}</p>
      ) : (
        <div className="score">
          <div>
            <p className="score-sum">
              {t("score.sum", { inside: format.number(score.inside), total: format.number(score.count) })}
            </p>
            <p className="text-ink2">{t("score.inBand", { share: format.percent(score.inside / score.count) })}</p>
            <p className="text-ink2">{t("score.aim")}</p>
            {isAfterwards && <p className="label mt-2">{t("score.afterwards")}</p>}
          </div>
          <div>
            <ScoreTable rows={listed.slice(0, SHOWN)} />
            {listed.length > SHOWN && (
              <details className="disclosure">
                <summary>{t("score.rest", { count: listed.length - SHOWN })}</summary>
                <ScoreTable rows={listed.slice(SHOWN)} />
              </details>
            )}
          </div>
        </div>
      )}
      <ScoreMonth month={month} to={monthTo} />
    </Section>
  );
}

/** What was outside the band first, then as it came; what was not measured is left out. */
function listedOf(rows: readonly ScoreRow[]): ScoreRow[] {
  const measured = rows.filter((row) => row.measured !== null);
  return [...measured.filter((row) => !row.isInside), ...measured.filter((row) => row.isInside)];
}
