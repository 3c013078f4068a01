import { useTranslation } from "react-i18next";

import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { isEnded } from "#domain/tickets/ticket.ts";

import type { TicketData } from "./route.tsx";

/** The client's own word: it is solved, or it is not. */
export function Settle({ ticket: { state, version } }: { ticket: TicketData["ticket"] }) {
  const { t } = useTranslation("tickets");
  return (
    <Section title={t(isEnded(state) ? "settle.ended" : "settle.title")}>
      {state !== "closed" && (
        <RecordForm intent="settle" hidden={{ to: "closed", version }} verb={t("settle.close")} look="quiet" />
      )}
      {isEnded(state) && (
        <RecordForm intent="settle" hidden={{ to: "open", version }} verb={t("settle.open")} look="quiet" />
      )}
    </Section>
  );
}
