import { useTranslation } from "react-i18next";

import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { VERDICTS } from "#domain/availability/verdict.ts";

/** The stretch that a form was opened for; `fromTime` and `toTime` are its ends as fields hold them. */
export interface Chosen {
  readonly from: number;
  readonly to: number;
  readonly fromTime: string;
  readonly toTime: string;
}

interface VerdictFormProps {
  readonly serviceId: number;
  readonly chosen: Chosen | null;
}

/** Staff's word on a time, with its reason. */
export function DecideForm({ serviceId, chosen }: VerdictFormProps) {
  const { t } = useTranslation("availability");
  const words = [
    { value: "", text: t("admin:words.choose") },
    ...VERDICTS.map((value) => ({ value, text: t(`verdicts.${value}`) })),
  ];
  return (
    <Section title={t("form.decide")} note={t("form.decideNote")}>
      <RecordForm intent="decide" hidden={hiddenOf(serviceId, chosen)} verb={t("form.decideVerb")}>
        <TimeFields chosen={chosen} />
        <SelectField name="verdict" label={t("form.verdict")} options={words} />
        <AreaField name="reason" label={t("form.reason")} help={t("form.reasonHelp")} rows={4} />
      </RecordForm>
    </Section>
  );
}

/** The client's word against a verdict. */
export function ContestForm({ serviceId, chosen }: VerdictFormProps) {
  const { t } = useTranslation("availability");
  return (
    <Section title={t("form.contest")} note={t("form.contestNote")}>
      <RecordForm intent="contest" hidden={hiddenOf(serviceId, chosen)} verb={t("form.contestVerb")}>
        <TimeFields chosen={chosen} />
        <AreaField name="text" label={t("form.text")} help={t("form.textHelp")} rows={5} />
      </RecordForm>
    </Section>
  );
}

function TimeFields({ chosen }: { chosen: Chosen | null }) {
  const { t } = useTranslation("availability");
  const { timeZone } = useFormat();
  const time = { type: "datetime-local", step: 1, required: true } as const;
  return (
    <>
      {!chosen && <p className="label">{t("form.pick")}</p>}
      <TextField {...time} name="from" label={t("form.from")} value={chosen?.fromTime} />
      <TextField {...time} name="to" label={t("form.to")} help={t("form.zone", { timeZone })} value={chosen?.toTime} />
    </>
  );
}

function hiddenOf(serviceId: number, chosen: Chosen | null) {
  return { serviceId, ...(chosen && { openedFrom: chosen.from, openedTo: chosen.to }) };
}
