import { useTranslation } from "react-i18next";

import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";

/** A category has its name in the three languages. */
export function NewCategory() {
  const { t } = useTranslation("knowledge");
  return (
    <Disclosure summary={t("newCategory.title")} intent="addCategory">
      <RecordForm intent="addCategory" verb={t("newCategory.verb")} look="plain" wide>
        <TextField name="nameFr" label={t("newCategory.fr")} maxLength={80} required />
        <TextField name="nameEn" label={t("newCategory.en")} maxLength={80} required />
        <TextField name="nameEs" label={t("newCategory.es")} maxLength={80} required />
      </RecordForm>
    </Disclosure>
  );
}
