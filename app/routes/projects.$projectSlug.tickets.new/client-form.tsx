import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { AttachmentPicker } from "#app/ui/attachments/picker.tsx";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { SendKey } from "#app/ui/record/send-key.tsx";
import { SALES_ANSWERS } from "#domain/tickets/three-answers.ts";

import type { Prefill } from "./prefill.ts";
import { WindowKept } from "./window-kept.tsx";

interface ClientFormProps {
  readonly sendKey: string;
  readonly prefill: Prefill;
  readonly timeZone: string;
  /** Where files are sent while one writes. */
  readonly filesTo: string;
  /** What was being written, and what keeps it. */
  readonly text: string;
  readonly kept: ReactNode;
}

/** The three questions: what happens, since when, and whether it stops sales. */
export function ClientForm({ sendKey, prefill, timeZone, filesTo, text, kept }: ClientFormProps) {
  const { t } = useTranslation("tickets");
  return (
    <RecordForm intent="open" verb={t("new.verb")} files>
      <SendKey value={sendKey} />
      {prefill.machines.map(({ id }) => (
        <input key={id} type="hidden" name="machineIds" value={id} />
      ))}
      {prefill.incident && <input type="hidden" name="incidentId" value={prefill.incident.id} />}
      <WindowKept window={prefill.window} />
      <AreaField name="text" label={t("new.what")} help={t("new.whatHelp")} rows={7} value={text} />
      {kept}
      <TextField
        name="since"
        type="datetime-local"
        label={t("new.since")}
        help={t("new.sinceHelp", { timeZone })}
        value={prefill.since}
      />
      <SelectField
        name="sales"
        label={t("new.sales")}
        options={[
          { value: "", text: t("new.choose") },
          ...SALES_ANSWERS.map((value) => ({ value, text: t(`new.answers.${value}`) })),
        ]}
      />
      <AttachmentPicker to={filesTo} />
    </RecordForm>
  );
}
