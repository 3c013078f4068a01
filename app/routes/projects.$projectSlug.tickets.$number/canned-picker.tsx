import { useTranslation } from "react-i18next";

import { filledReply } from "#domain/tickets/desk/canned.ts";

import type { TicketData } from "./route.tsx";

interface CannedPickerProps {
  readonly data: TicketData;
  /** Takes the reply, with what the ticket knows filled in. */
  readonly onChoose: (text: string) => void;
}

/** Answers that are written once: one is taken, and may be changed before it is sent. */
export function CannedPicker({ data: { canned, ticket, frame, people, viewer }, onChoose }: CannedPickerProps) {
  const { t } = useTranslation("tickets");
  if (canned.length === 0) return null;
  const values = {
    requester: ticket.requesterName,
    number: String(ticket.number),
    subject: ticket.subject,
    project: frame.project.name,
    client: frame.client,
    assignee: ticket.assigneeName,
    me: people.find(({ id }) => id === viewer.id)?.name ?? null,
  };
  return (
    <select
      className="canned-picker"
      aria-label={t("beside.canned")}
      value=""
      onChange={({ target: { value } }) => {
        const reply = canned.find(({ id }) => String(id) === value);
        if (reply) onChoose(filledReply(reply.text, values));
      }}
    >
      <option value="">{t("beside.canned")}</option>
      {canned.map(({ id, name, locale }) => (
        <option key={id} value={id}>
          {name} ({locale})
        </option>
      ))}
    </select>
  );
}
