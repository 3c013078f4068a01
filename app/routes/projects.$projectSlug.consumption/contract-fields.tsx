import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { CURRENCIES, METERS } from "#domain/consumption/prices.ts";
import { BANDWIDTH_RULES } from "#domain/consumption/traffic.ts";

interface PriceFieldsProps {
  readonly applications: readonly { readonly id: number; readonly name: string }[];
  readonly today: string;
}

/** A price from a day on. */
export function PriceFields({ applications, today }: PriceFieldsProps) {
  const { t } = useTranslation("consumption");
  const scopes = [
    { value: "", text: t("contract.wholeProject") },
    ...applications.map(({ id, name }) => ({ value: String(id), text: name })),
  ];
  return (
    <RecordForm intent="agreePrice" verb={t("contract.agreePrice")} wide>
      <SelectField
        name="meter"
        label={t("contract.meter")}
        options={METERS.map((value) => ({ value, text: t(`meters.${value}`) }))}
      />
      <TextField name="label" label={t("contract.label")} help={t("contract.labelHelp")} maxLength={120} />
      <SelectField name="applicationId" label={t("contract.scope")} options={scopes} />
      <TextField name="effectiveOn" type="date" label={t("admin:fields.effectiveOn")} value={today} required />
      <TextField
        name="included"
        inputMode="decimal"
        label={t("contract.includedField")}
        help={t("contract.includedHelp")}
      />
      <TextField name="price" inputMode="decimal" label={t("contract.price")} help={t("contract.priceHelp")} required />
      <SelectField
        name="currency"
        label={t("contract.currency")}
        options={CURRENCIES.map((value) => ({ value, text: value }))}
      />
      <RuleField value="out" />
    </RecordForm>
  );
}

/** What may be transferred in a month, from a day on. */
export function QuotaFields({ today }: { today: string }) {
  const { t } = useTranslation("consumption");
  return (
    <RecordForm intent="agreeQuota" verb={t("contract.agreeQuota")} wide>
      <TextField name="gigabytes" inputMode="decimal" label={t("contract.gigabytes")} required />
      <RuleField value="out" />
      <TextField name="megabitsPerSecond" inputMode="numeric" label={t("contract.megabits")} />
      <TextField name="effectiveOn" type="date" label={t("admin:fields.effectiveOn")} value={today} required />
    </RecordForm>
  );
}

function RuleField({ value }: { value: string }) {
  const { t } = useTranslation("consumption");
  return (
    <SelectField
      name="rule"
      label={t("contract.rule")}
      help={t("contract.ruleHelp")}
      value={value}
      options={BANDWIDTH_RULES.map((rule) => ({ value: rule, text: t(`rules.${rule}`) }))}
    />
  );
}
