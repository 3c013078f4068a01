import { useTranslation } from "react-i18next";

import { LOCALE_NAMES, LOCALES } from "#app/ui/locale.ts";

import { SelectField, TextField } from "./fields.tsx";

/** Who is invited, and in which language the invitation speaks. */
export function InvitationFields() {
  const { t } = useTranslation("admin");
  return (
    <>
      <TextField name="email" type="email" label={t("fields.email")} required autoComplete="off" />
      <TextField name="name" label={t("fields.personName")} autoComplete="off" />
      <SelectField
        name="locale"
        label={t("fields.locale")}
        value="fr"
        options={LOCALES.map((locale) => ({ value: locale, text: LOCALE_NAMES[locale] }))}
      />
    </>
  );
}
