import { useTranslation } from "react-i18next";

import { signedDuration } from "#app/ui/availability/words.ts";
import type { State } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Figures } from "#domain/availability/figures.ts";
import { isKept } from "#domain/availability/figures.ts";

interface Told {
  readonly state: State;
  readonly sentences: readonly string[];
}

/** In words whether the month keeps its promise, and what is left. `lastDay` is the last instant of the month. */
export function useAvailabilityVerdict(figures: Figures, lastDay: number, isOver: boolean): Told {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const kept = isKept(figures);
  if (kept === null) return { state: "mute", sentences: [t("verdict.unknown")] };
  const left = signedDuration(format, Math.abs(figures.remainingMs));
  const facts = { left, until: format.day(lastDay), of: format.duration(figures.budgetMs / 1_000) };
  if (kept)
    return { state: "ok", sentences: [t("verdict.kept"), t(isOver ? "verdict.wasLeft" : "verdict.left", facts)] };
  return { state: "crit", sentences: [t("verdict.broken"), t("verdict.over", facts)] };
}
