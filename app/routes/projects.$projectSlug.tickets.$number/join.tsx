import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { TICKET_LIMITS } from "#domain/tickets/ticket.ts";

import type { TicketData } from "./route.tsx";

const SHOWN_OF_MESSAGE = 50;

/** One thread of two tickets, or two tickets of one thread. */
export function Join({ data: { ticket, thread, sendKey } }: { data: TicketData }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const messages = thread.filter(({ kind, isPublic }) => kind === "message" && isPublic);
  const short = (text: string) => (text.length > SHOWN_OF_MESSAGE ? `${text.slice(0, SHOWN_OF_MESSAGE)}…` : text);
  return (
    <Section title={t("beside.join")}>
      <Disclosure summary={t("beside.merge")} intent="merge">
        <p className="mb-3 text-[14px] text-ink2">{t("beside.mergeText")}</p>
        <RecordForm intent="merge" hidden={{ version: ticket.version }} verb={t("beside.mergeVerb")} look="plain">
          <TextField name="intoId" inputMode="numeric" label={t("bulk.into")} required />
        </RecordForm>
      </Disclosure>
      <Disclosure summary={t("beside.split")} intent="split">
        <p className="mb-3 text-[14px] text-ink2">{t("beside.splitText")}</p>
        <RecordForm intent="split" hidden={{ sendKey }} verb={t("beside.splitVerb")} look="plain">
          <SelectField
            name="entryId"
            label={t("beside.message")}
            options={messages.map(({ id, at, authorName, text }) => ({
              value: String(id),
              text: `${format.dateTime(parseInstant(at))}, ${authorName} · ${short(text)}`,
            }))}
          />
          <TextField name="subject" label={t("beside.newSubject")} maxLength={TICKET_LIMITS.subject} required />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
