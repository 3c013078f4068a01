import { useTranslation } from "react-i18next";

import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";

import type { ShownIncident } from "./shown.ts";

interface IncidentFormsProps {
  readonly incident: ShownIncident;
  readonly localNow: string;
  readonly timeZone: string;
}

/** What staff add to an incident, and how they end it. */
export function IncidentForms({ incident: { id, version }, localNow, timeZone }: IncidentFormsProps) {
  const { t } = useTranslation("incidents");
  return (
    <>
      <RecordForm intent="tell" hidden={{ incidentId: id }} verb={t("tell.verb")} look="plain">
        <AreaField name="text" label={t("tell.text")} rows={3} />
        <SelectField
          name="readers"
          label={t("tell.readers")}
          value="staff"
          options={[
            { value: "staff", text: t("tell.staff") },
            { value: "client", text: t("tell.client") },
          ]}
        />
      </RecordForm>
      <details>
        <summary>{t("close.title")}</summary>
        <RecordForm intent="close" hidden={{ incidentId: id, version }} verb={t("close.verb")}>
          <TextField
            name="recoveredAt"
            type="datetime-local"
            label={t("close.recoveredAt")}
            help={t("form.zone", { timeZone })}
            value={localNow}
            required
          />
          <AreaField name="cause" label={t("close.cause")} rows={3} />
          <AreaField name="summary" label={t("close.summary")} help={t("close.summaryHelp")} rows={4} />
        </RecordForm>
      </details>
    </>
  );
}
