import { useTranslation } from "react-i18next";

import { volumeText } from "#app/ui/consumption/words.ts";
import type { State } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { volumeBy } from "#domain/consumption/traffic.ts";

import type { Shown } from "./route.tsx";

/** So far before its end a quota that will be passed is an alarm. */
const SOON_MS = 7 * 86_400_000;

/** What went through and what is to come; then whether the quota holds. */
export function useConsumptionVerdict({ total, rule, projection, quota, isOver, knownUntil }: Verdicted): {
  state: State;
  sentences: string[];
} {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const volume = volumeText(format, volumeBy(rule, total.volume));
  if (total.knownShare === 0) return { state: "mute", sentences: [t("verdict.nothing")] };
  const rules = t(`rules.${rule}`);
  const used = projection
    ? t("verdict.soFar", {
        ...{ volume, rule: rules, likely: volumeText(format, projection.likely) },
        ...{ low: volumeText(format, projection.low), high: volumeText(format, projection.high) },
      })
    : t(isOver ? "verdict.over" : "verdict.only", { volume, rule: rules });
  if (!quota) return { state: "ok", sentences: [used, t("verdict.noQuota")] };

  const limit = volumeText(format, quota.bytes);
  if (quota.passedAt !== null) {
    const when = format.fullDay(quota.passedAt);
    return { state: "crit", sentences: [used, t("verdict.passed", { quota: limit, when })] };
  }
  const { likely = null, early = null } = quota.passing ?? {};
  if (likely !== null) {
    const state = likely - knownUntil < SOON_MS ? "crit" : "warn";
    const when = { when: format.fullDay(likely), early: format.day(early ?? likely) };
    return { state, sentences: [used, t("verdict.willPass", { quota: limit, ...when })] };
  }
  const share = format.percent(quota.used / quota.bytes);
  if (early !== null) {
    return { state: "warn", sentences: [used, t("verdict.mayPass", { quota: limit, early: format.fullDay(early) })] };
  }
  return { state: "ok", sentences: [used, t(isOver ? "verdict.held" : "verdict.holds", { quota: limit, share })] };
}

type Verdicted = Pick<Shown["consumption"], "total" | "rule" | "projection" | "quota" | "isOver"> & {
  readonly knownUntil: number;
};
