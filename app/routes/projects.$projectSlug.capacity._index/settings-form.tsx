import { useTranslation } from "react-i18next";

import { CheckList, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { type CapacitySettings, STANCES } from "#domain/capacity/remaining.ts";

/** For staff: how cautious the dates are, and forecasts of what was measured since the night. */
export function Settings({ settings }: { settings: CapacitySettings }) {
  const { t } = useTranslation("capacity");
  return (
    <Section title={t("settings.title")}>
      <RecordForm intent="settings" hidden={{ version: settings.version }} verb={t("settings.verb")} look="plain" wide>
        <SelectField
          name="stance"
          label={t("settings.stance")}
          help={t("settings.stanceHelp")}
          value={settings.stance}
          options={STANCES.map((value) => ({ value, text: t(`settings.stances.${value}`) }))}
        />
        <TextField
          name="leadDays"
          label={t("settings.leadDays")}
          help={t("settings.leadDaysHelp")}
          inputMode="numeric"
          value={settings.leadDays}
        />
        <CheckList
          name="countsPairs"
          label={t("settings.pairs")}
          chosen={settings.countsPairs ? ["yes"] : []}
          options={[{ value: "yes", text: t("settings.countsPairs") }]}
        />
      </RecordForm>
    </Section>
  );
}
