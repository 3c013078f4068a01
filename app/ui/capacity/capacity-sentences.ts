import { useTranslation } from "react-i18next";

import type { State } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { CapacitySentence } from "#domain/capacity/sentence.ts";

import { noonOf, useCapacityWords } from "./words.ts";

/** What is short, until when, and by when to act: at most two sentences, with the state that they stand for. */
export function useCapacitySentences() {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const words = useCapacityWords();
  return (
    sentence: CapacitySentence,
    now: number,
  ): { readonly state: State; readonly sentences: readonly string[] } => {
    if (sentence.kind === "untold" || sentence.kind === "learning") {
      return { state: "mute", sentences: [t(`sentence.${sentence.kind}`)] };
    }
    if (sentence.kind === "none") {
      return { state: "ok", sentences: [t("sentence.none", { until: words.day(sentence.until) })] };
    }
    const { first, count } = sentence;
    const thing = words.thing(first);
    if (sentence.kind === "over") {
      const more = sentence.short > 0 ? [t("sentence.soon", { count: sentence.short })] : [];
      return { state: "crit", sentences: [t("sentence.over", { count, thing }), ...more] };
    }
    const told = { count, thing, between: words.between(first), until: words.day(sentence.until) };
    const { actBy } = first;
    const act =
      actBy === null || noonOf(actBy) <= now
        ? t("sentence.actNow", { days: format.number(daysOf(first)) })
        : t("sentence.actBy", { day: words.day(actBy) });
    return { state: "warn", sentences: [t("sentence.short", told), act] };
  };
}

/** The lead time, as the two dates tell it. */
function daysOf({ shortOn, actBy }: { readonly shortOn: string | null; readonly actBy: string | null }): number {
  return shortOn === null || actBy === null ? 0 : Math.round((noonOf(shortOn) - noonOf(actBy)) / 86_400_000);
}
