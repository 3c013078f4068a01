import { useTranslation } from "react-i18next";

import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { INCIDENT_IMPACTS, INCIDENT_LIMITS } from "#domain/incidents/incident.ts";

/** Opens an incident by hand. Times are on the project's clock. */
export function OpenIncident({ localNow, timeZone }: { localNow: string; timeZone: string }) {
  const { t } = useTranslation("incidents");
  return (
    <Section title={t("form.title")} note={t("form.note")}>
      <RecordForm intent="open" verb={t("form.verb")}>
        <TextField
          name="title"
          label={t("form.what")}
          help={t("form.whatHelp")}
          maxLength={INCIDENT_LIMITS.title}
          required
        />
        <SelectField
          name="impact"
          label={t("form.impact")}
          value="degraded"
          options={INCIDENT_IMPACTS.map((value) => ({ value, text: t(`impact.${value}`) }))}
        />
        <TextField
          name="startedAt"
          type="datetime-local"
          label={t("form.startedAt")}
          help={t("form.zone", { timeZone })}
          value={localNow}
          required
        />
        <AreaField name="text" label={t("form.text")} help={t("form.textHelp")} rows={3} />
      </RecordForm>
    </Section>
  );
}
