import { useTranslation } from "react-i18next";

import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";

import type { Shown } from "./shown.ts";

/** "Was this useful": one answer a reader, which they may change. */
export function Opinion({ opinion }: { opinion: Shown["opinion"] }) {
  const { t } = useTranslation("knowledge");
  const given = opinion && (opinion.isUseful ? "yes" : "no");
  return (
    <Section title={t("opinion.title")} note={given ? t(`opinion.given.${given}`) : undefined}>
      <RecordForm intent="opinion" verb={t(given ? "opinion.change" : "opinion.verb")} look="plain">
        <SelectField
          name="isUseful"
          label={t("opinion.label")}
          value={given ?? ""}
          options={[
            { value: "", text: t("opinion.none") },
            { value: "yes", text: t("opinion.yes") },
            { value: "no", text: t("opinion.no") },
          ]}
        />
        <AreaField
          name="text"
          label={t("opinion.text")}
          help={t("opinion.textHelp")}
          rows={3}
          value={opinion?.text ?? ""}
        />
      </RecordForm>
    </Section>
  );
}
