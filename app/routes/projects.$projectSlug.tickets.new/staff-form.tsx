import type { SerializeFrom } from "@remix-run/node";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { AttachmentPicker } from "#app/ui/attachments/picker.tsx";
import { AreaField, CheckList, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { SendKey } from "#app/ui/record/send-key.tsx";
import type { TicketChoices } from "#domain/tickets/choices.server.ts";
import { TICKET_KINDS, TICKET_LEVELS } from "#domain/tickets/ticket.ts";

import type { Prefill } from "./prefill.ts";
import { WindowKept } from "./window-kept.tsx";

interface StaffFormProps {
  readonly sendKey: string;
  readonly prefill: Prefill;
  readonly choices: SerializeFrom<TicketChoices>;
  readonly timeZone: string;
  /** Where files are sent while one writes. */
  readonly filesTo: string;
  /** What was being written, and what keeps it. */
  readonly text: string;
  readonly kept: ReactNode;
}

/** All of a ticket at once, for staff. */
export function StaffForm({ sendKey, prefill, choices, timeZone, filesTo, text, kept }: StaffFormProps) {
  const { t } = useTranslation("tickets");
  const named = ({ id, name }: { id: string | number; name: string }) => ({ value: String(id), text: name });
  const orNone = (list: readonly { id: string | number; name: string }[], none: string) => [
    { value: "", text: none },
    ...list.map(named),
  ];
  const levels = TICKET_LEVELS.map((value) => ({ value, text: t(`level.${value}`) }));
  return (
    <RecordForm intent="open" verb={t("new.verb")} wide files>
      <SendKey value={sendKey} />
      <div className="form col-span-full w-full max-w-[720px]!">
        <WindowKept window={prefill.window} />
        <TextField name="subject" label={t("new.subject")} maxLength={190} value={prefill.incident?.name} required />
        <AreaField name="text" label={t("new.what")} help={t("new.staffHelp")} rows={7} value={text} />
        {kept}
        <AttachmentPicker to={filesTo} />
      </div>
      <SelectField
        name="requesterId"
        label={t("new.requester")}
        help={t("new.requesterHelp")}
        options={orNone(choices.clients, t("new.myself"))}
      />
      <SelectField
        name="kind"
        label={t("fields.kind")}
        value={prefill.incident ? "incident" : "request"}
        options={TICKET_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))}
      />
      <SelectField name="impact" label={t("fields.impact")} value="medium" options={levels} />
      <SelectField name="urgency" label={t("fields.urgency")} value="medium" options={levels} />
      <TextField
        name="since"
        type="datetime-local"
        label={t("new.since")}
        help={t("new.sinceHelp", { timeZone })}
        value={prefill.since}
      />
      <SelectField name="assigneeId" label={t("fields.assignee")} options={orNone(choices.staff, t("nobody"))} />
      <SelectField name="teamId" label={t("fields.team")} options={orNone(choices.teams, t("none"))} />
      <SelectField
        name="applicationId"
        label={t("fields.application")}
        options={orNone(choices.applications, t("none"))}
      />
      <SelectField
        name="incidentId"
        label={t("fields.incident")}
        value={prefill.incident?.id}
        options={orNone(choices.incidents, t("none"))}
      />
      <CheckList
        name="machineIds"
        label={t("fields.machines")}
        chosen={prefill.machines.map(({ id }) => String(id))}
        options={choices.machines.map(named)}
      />
    </RecordForm>
  );
}
