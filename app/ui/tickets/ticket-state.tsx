import { useTranslation } from "react-i18next";

import { type State, StateWord } from "#app/ui/state-mark.tsx";
import type { TicketState } from "#domain/tickets/ticket.ts";

const MARKS: Readonly<Record<TicketState, State>> = {
  new: "warn",
  open: "plan",
  waiting_client: "you",
  waiting_third: "mute",
  resolved: "ok",
  closed: "ok",
};

/** Mark of a ticket's state for who looks: what waits for the other side only runs its course. */
export function markOf(state: TicketState, isStaff: boolean): State {
  if (isStaff) return state === "waiting_client" ? "mute" : MARKS[state];
  return state === "new" ? "plan" : MARKS[state];
}

/** Where a ticket stands, in the words of who looks. */
export function TicketStateWord({ state, isStaff }: { state: TicketState; isStaff: boolean }) {
  const { t } = useTranslation("tickets");
  const isOurs = state === "waiting_client" && !isStaff;
  const word = isOurs ? t("stateForClient.waiting_client") : t(`state.${state}`);
  return <StateWord state={markOf(state, isStaff)} word={word} />;
}
