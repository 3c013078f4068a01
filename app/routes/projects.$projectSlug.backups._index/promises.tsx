import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { BackupsData } from "./route.tsx";

/** What the contract promises of each application, by day of effect. */
export function Promises({ data: { terms, applications, may } }: { data: BackupsData }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const nameOf = (id: number) => applications.find((one) => one.id === id)?.name ?? "";
  return (
    <Section title={t("promises.title")} note={t("promises.note")}>
      {terms.length === 0 && <p className="text-ink2">{t("promises.none")}</p>}
      <ul className="record-rows">
        {terms.map(({ id, applicationId, effectiveOn, pointSeconds, timeSeconds, isWithdrawable }) => (
          <li key={id}>
            <b>{nameOf(applicationId)}</b>
            <p className="label">
              {t("promises.line", {
                ...{ point: format.hours(pointSeconds), time: format.hours(timeSeconds) },
                day: format.fullDay(Date.parse(`${effectiveOn}T12:00:00Z`)),
              })}
            </p>
            {isWithdrawable && (
              <Act
                intent="withdrawAgreed"
                hidden={{ id }}
                label={t("promises.withdraw")}
                title={t("promises.withdrawTitle")}
                consequence={t("promises.withdrawText")}
                verb={t("promises.withdraw")}
              />
            )}
          </li>
        ))}
      </ul>
      {may.manage && (
        <Disclosure summary={t("promises.add")} intent="agree">
          <RecordForm intent="agree" verb={t("promises.verb")}>
            <SelectField
              name="applicationId"
              label={t("promises.application")}
              options={[
                { value: "", text: t("admin:words.choose") },
                ...applications.map(({ id, name }) => ({ value: String(id), text: name })),
              ]}
            />
            <TextField
              name="pointHours"
              label={t("promises.point")}
              help={t("promises.pointHelp")}
              inputMode="decimal"
            />
            <TextField name="timeHours" label={t("promises.time")} help={t("promises.timeHelp")} inputMode="decimal" />
            <TextField name="effectiveOn" type="date" label={t("promises.from")} required />
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}
