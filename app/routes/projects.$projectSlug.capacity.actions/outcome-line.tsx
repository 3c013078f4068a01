import { useTranslation } from "react-i18next";

import { type SentAction, useActionWords } from "#app/ui/capacity/action-words.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { effectOf, MEASURED_AFTER_DAYS } from "#domain/capacity/action-outcome.ts";
import { dayAfter } from "#domain/capacity/daily.ts";

/** What came of it: measured, awaited, or why it was given up. */
export function OutcomeLine({ action: { state, doneAt, outcome } }: { action: SentAction }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const { onDay: day } = useActionWords();
  if (outcome?.kind === "dropped") {
    const { byName: name, reason, at } = outcome;
    return <p>{t("board.outcome.dropped", { name, reason, day: format.fullDay(parseInstant(at)) })}</p>;
  }
  if (state !== "done" || doneAt === null) return null;
  if (outcome === null) {
    const next = dayAfter(doneAt.slice(0, 10), MEASURED_AFTER_DAYS);
    return <p className="label">{t("board.outcome.awaited", { day: day(next) })}</p>;
  }
  if (outcome.kind === "unmeasured") return <p className="label">{t("board.outcome.unmeasured")}</p>;
  const { gainedDays, isFarNow, useBefore, useAfter } = effectOf(outcome);
  const { before, after } = outcome;
  const use = useBefore !== null && useAfter !== null;
  return (
    <p className="board-outcome">
      {before.likelyOn !== null && isFarNow && t("board.outcome.far", { before: day(before.likelyOn) })}
      {gainedDays !== null &&
        before.likelyOn !== null &&
        after.likelyOn !== null &&
        t(gainedDays >= 0 ? "board.outcome.gained" : "board.outcome.lost", {
          ...{ before: day(before.likelyOn), after: day(after.likelyOn), count: Math.abs(gainedDays) },
        })}{" "}
      {use && t("board.outcome.use", { before: format.percent(useBefore), after: format.percent(useAfter) })}
    </p>
  );
}
