import { useTranslation } from "react-i18next";

import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { MARK_KINDS, MARK_LIMITS } from "#domain/marks/mark.ts";

/** Puts a mark on every chart of the project. Times are on its clock. */
export function MarkForm({ localNow, timeZone }: { localNow: string; timeZone: string }) {
  const { t } = useTranslation("marks");
  return (
    <Section title={t("form.title")} note={t("form.note")}>
      <RecordForm intent="record" verb={t("form.verb")}>
        <SelectField
          name="kind"
          label={t("form.kind")}
          value="deployment"
          options={MARK_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))}
        />
        <TextField
          name="title"
          label={t("form.what")}
          help={t("form.whatHelp")}
          maxLength={MARK_LIMITS.title}
          required
        />
        <TextField
          name="at"
          type="datetime-local"
          label={t("form.at")}
          help={t("form.zone", { timeZone })}
          value={localNow}
          required
        />
        <TextField name="until" type="datetime-local" label={t("form.until")} help={t("form.untilHelp")} />
        <AreaField name="detail" label={t("form.detail")} rows={3} />
        <TextField
          name="url"
          type="url"
          label={t("form.url")}
          help={t("form.urlHelp")}
          maxLength={MARK_LIMITS.url}
          spellCheck={false}
        />
      </RecordForm>
    </Section>
  );
}
