import { useTranslation } from "react-i18next";

import { oneStop } from "#app/ui/format.ts";
import type { State } from "#app/ui/state-mark.tsx";
import type { Remaining } from "#domain/capacity/remaining.ts";
import type { CapacitySentence } from "#domain/capacity/sentence.ts";

import { noonOf, useCapacityWords } from "./words.ts";

interface Told {
  readonly state: State;
  readonly sentences: readonly string[];
}

/** What is short and by when to decide, then what one machine's absence would do: at most two sentences, with their state. */
export function useCapacitySentences() {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  return (sentence: CapacitySentence, now: number): Told => {
    const told = shortOf(sentence, now);
    if (!sentence.pairs) return told;
    const { count, first } = sentence.pairs;
    const pairs = t(first.answer === "over" ? "sentence.pairsNow" : "sentence.pairs", {
      count,
      subject: first.subjectName,
      between: words.between(first),
    });
    return { state: told.state === "crit" ? "crit" : "warn", sentences: [...told.sentences, oneStop(pairs)] };
  };

  function shortOf(sentence: CapacitySentence, now: number): Told {
    if (sentence.kind === "untold" || sentence.kind === "learning") {
      return { state: "mute", sentences: [t(`sentence.${sentence.kind}`)] };
    }
    if (sentence.kind === "none") {
      return { state: "ok", sentences: [oneStop(t("sentence.none", { until: words.day(sentence.until) }))] };
    }
    const { first, count } = sentence;
    const thing = words.thing(first);
    if (sentence.kind === "over") return { state: "crit", sentences: [oneStop(t("sentence.over", { count, thing }))] };
    const until = words.day(sentence.until);
    const when = whenOf(first, now);
    const text = t("sentence.short", { count, thing, between: words.between(first), until, when });
    return { state: "warn", sentences: [oneStop(text)] };
  }

  function whenOf({ actBy }: Remaining, now: number): string {
    return actBy === null || noonOf(actBy) <= now
      ? t("sentence.actNow")
      : t("sentence.actBy", { day: words.day(actBy) });
  }
}
