import { useTranslation } from "react-i18next";

import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { CheckState, RunOutcome } from "#domain/checks/check.ts";
import type { ShownCheck } from "./shown.ts";

const STATES: Readonly<Record<CheckState, State>> = { up: "ok", degraded: "warn", down: "crit", unmonitored: "mute" };
const OUTCOMES: Readonly<Record<RunOutcome, State>> = { ok: "ok", slow: "warn", failed: "crit", blind: "mute" };

/** The state of a check in one phrase: what, since when, why. */
export function CheckStateWord({ check, now }: { check: ShownCheck; now: number }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const reasonInWords = useCheckReason();
  const { state, enabled } = check;
  if (!enabled) return <StateWord state="never" word={t("off")} />;
  if (!state) return <StateWord state="never" word={t("notYet")} />;
  const since = t(`state.${state.state}`, { since: format.moment(state.since, now) });
  const why = state.reason && state.state !== "up" ? ` · ${reasonInWords(state.reason)}` : "";
  return <StateWord state={STATES[state.state]} word={since + why} />;
}

export function OutcomeWord({ outcome, reason }: { outcome: RunOutcome; reason: string | null }) {
  const { t } = useTranslation("checks");
  const reasonInWords = useCheckReason();
  const why = reason && outcome !== "slow" ? ` · ${reasonInWords(reason)}` : "";
  return <StateWord state={OUTCOMES[outcome]} word={t(`outcome.${outcome}`) + why} />;
}
