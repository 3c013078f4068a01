import { useTranslation } from "react-i18next";

import { type State, StateWord } from "#app/ui/state-mark.tsx";
import type { InterventionState as Name } from "#domain/interventions/intervention.ts";

/** How a state is drawn: what waits for a signature, what is planned, what is over. None of them is a signal but a roll-back. */
export const MARK_OF: Readonly<Record<Name, State>> = {
  draft: "never",
  awaiting_agreement: "sign",
  agreed: "plan",
  announced: "plan",
  running: "plan",
  done: "ok",
  rolled_back: "warn",
  cancelled: "mute",
};

export function InterventionState({ state }: { state: Name }) {
  const { t } = useTranslation("interventions");
  return <StateWord state={MARK_OF[state]} word={t(`state.${state}`)} />;
}
