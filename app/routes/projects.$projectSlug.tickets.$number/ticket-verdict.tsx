import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { markOf } from "#app/ui/tickets/ticket-state.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { isEnded } from "#domain/tickets/ticket.ts";

import type { TicketData } from "./route.tsx";

/** Where the ticket stands in a sentence or two: whose turn it is, and for how long. */
export function TicketVerdict({ ticket, isStaff }: { ticket: TicketData["ticket"]; isStaff: boolean }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const now = useNow();
  const { state, lastPublicSide, stopsSales } = ticket;
  const since = parseInstant(ticket.lastPublicAt);
  const span = format.duration(Math.max(0, now - since) / 60_000 < 1 ? 60 : Math.floor((now - since) / 60_000) * 60);
  const words = { span, when: format.moment(since, now), name: ticket.assigneeName ?? "" };
  const reader = isStaff ? "staff" : "client";
  const waits = state === "open" && lastPublicSide !== "staff" ? "openUnanswered" : state;
  const mark = waits === "openUnanswered" && isStaff ? "warn" : markOf(state, isStaff);
  return (
    <Verdict state={stopsSales && !isEnded(state) ? "crit" : mark}>
      {stopsSales && !isEnded(state) && t("verdict.salesStopped")}
      {t(`verdict.${reader}.${waits}`, words)}
    </Verdict>
  );
}
