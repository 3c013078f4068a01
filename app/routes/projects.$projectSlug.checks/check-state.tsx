import { useTranslation } from "react-i18next";

import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { CheckState, RunOutcome } from "#domain/checks/check.ts";
import type { ShownCheck } from "./shown.ts";

const STATES: Readonly<Record<CheckState, State>> = { up: "ok", degraded: "warn", down: "crit", unmonitored: "mute" };
const OUTCOMES: Readonly<Record<RunOutcome, State>> = { ok: "ok", slow: "warn", failed: "crit", blind: "mute" };

/** The state of a check in one phrase: what, since when, why. */
export function CheckStateWord({ check, now }: { check: ShownCheck; now: number }) {
  const { t, i18n } = useTranslation("checks");
  const format = useFormat();
  const { state, enabled } = check;
  if (!enabled) return <StateWord state="never" word={t("off")} />;
  if (!state) return <StateWord state="never" word={t("notYet")} />;
  const why = state.reason && i18n.exists(`checks:reason.${state.reason}`) ? t(`reason.${state.reason}`) : null;
  const since = t(`state.${state.state}`, { since: format.moment(state.since, now) });
  return <StateWord state={STATES[state.state]} word={why && state.state !== "up" ? `${since} · ${why}` : since} />;
}

export function OutcomeWord({ outcome, reason }: { outcome: RunOutcome; reason: string | null }) {
  const { t, i18n } = useTranslation("checks");
  const why = reason && i18n.exists(`checks:reason.${reason}`) ? t(`reason.${reason}`) : reason;
  const word = t(`outcome.${outcome}`);
  return <StateWord state={OUTCOMES[outcome]} word={why && outcome !== "slow" ? `${word} · ${why}` : word} />;
}
