import { useTranslation } from "react-i18next";

import { LOCALE_NAMES } from "#app/ui/locale.ts";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { type ComponentNames, STATUS_LIMITS, STATUS_LOCALES, STATUS_VISIBILITIES } from "#domain/status/page.ts";

import { nameField } from "./fields.ts";

export interface StatusSettings {
  readonly visibility: string;
  readonly title: string;
  readonly locale: string;
  readonly version: number;
  readonly services: readonly { readonly id: number; readonly name: string; readonly names: ComponentNames }[];
}

/** Who reads the page, and what its services are called there. */
export function StatusSettingsForm({ settings }: { settings: StatusSettings }) {
  const { t } = useTranslation("status");
  const { visibility, title, locale, version, services } = settings;
  return (
    <Section title={t("settings.title")} note={t("settings.note")}>
      <RecordForm intent="edit" hidden={{ version }} verb={t("settings.verb")}>
        <SelectField
          name="visibility"
          label={t("settings.visibility")}
          value={visibility}
          options={STATUS_VISIBILITIES.map((value) => ({ value, text: t(`settings.visibilities.${value}`) }))}
        />
        <TextField
          name="title"
          label={t("settings.pageTitle")}
          value={title}
          maxLength={STATUS_LIMITS.title}
          required
        />
        <SelectField
          name="locale"
          label={t("settings.locale")}
          help={t("settings.localeHelp")}
          value={locale}
          options={STATUS_LOCALES.map((value) => ({ value, text: LOCALE_NAMES[value] }))}
        />
        {services.map(({ id, name, names }) => (
          <fieldset key={id} className="field status-names">
            <legend className="field-label mb-1">{t("settings.service", { name })}</legend>
            <p className="field-help mb-1">{t("settings.serviceHelp")}</p>
            {STATUS_LOCALES.map((language) => (
              <TextField
                key={language}
                name={nameField(id, language)}
                label={LOCALE_NAMES[language]}
                value={names[language] ?? ""}
                maxLength={STATUS_LIMITS.name}
              />
            ))}
          </fieldset>
        ))}
      </RecordForm>
    </Section>
  );
}
