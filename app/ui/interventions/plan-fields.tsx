import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { AreaField, CheckList, SelectField, TextField } from "#app/ui/record/fields.tsx";
import {
  type AgreementSide,
  INTERVENTION_KINDS,
  INTERVENTION_LIMITS,
  INTERVENTION_NOTICES,
  INTERVENTION_RISKS,
} from "#domain/interventions/intervention.ts";

/** What may be chosen, as `app/http/intervention-form.ts` reads it back. */
export interface PlanChoices {
  readonly machines: readonly { readonly id: number; readonly name: string }[];
  readonly services: readonly { readonly id: number; readonly name: string }[];
  readonly templates: readonly { readonly id: number; readonly name: string }[];
  readonly people: readonly {
    readonly key: string;
    readonly side: AgreementSide;
    readonly name: string;
    readonly isContact: boolean;
  }[];
}

/** What the form starts from. Times are on the project's clock, as `datetime-local` writes them. */
export interface PlanValues {
  readonly kind: string;
  readonly templateId: number | null;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly plan: string;
  readonly rollbackPlan: string;
  readonly checklist: string;
  readonly consequence: string;
  readonly risk: string;
  readonly price: string;
  readonly machines: readonly number[];
  readonly services: readonly number[];
  readonly approvers: readonly string[];
  readonly clientQuorum: number;
  readonly staffQuorum: number;
  readonly notices: readonly string[];
}

interface PlanFieldsProps {
  readonly values: PlanValues;
  readonly choices: PlanChoices;
  readonly timeZone: string;
  /** Whom to ask is changed in a draft only. */
  readonly mayChangeApprovers: boolean;
}

/** The fields of a plan, the same for a new one and for a change. */
export function PlanFields({ values, choices, timeZone, mayChangeApprovers }: PlanFieldsProps) {
  const { t } = useTranslation("interventions");
  const listed = (list: PlanChoices["machines"]) => list.map(({ id, name }) => ({ value: String(id), text: name }));
  return (
    <>
      <TextField
        name="title"
        label={t("form.title")}
        value={values.title}
        maxLength={INTERVENTION_LIMITS.title}
        required
      />
      <SelectField
        name="kind"
        label={t("form.kind")}
        value={values.kind}
        help={t("kindHelp.urgent")}
        options={INTERVENTION_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))}
      />
      <SelectField
        name="templateId"
        label={t("form.template")}
        value={values.templateId}
        help={t("form.templateHelp")}
        options={[{ value: "", text: t("form.noTemplate") }, ...listed(choices.templates)]}
      />
      <SelectField
        name="risk"
        label={t("form.risk")}
        value={values.risk}
        options={INTERVENTION_RISKS.map((value) => ({ value, text: t(`risk.${value}`) }))}
      />
      <TextField name="from" type="datetime-local" label={t("form.from")} value={values.from} required />
      <TextField
        name="to"
        type="datetime-local"
        label={t("form.to")}
        help={t("form.zone", { timeZone })}
        value={values.to}
        required
      />
      <CheckList
        name="machines"
        label={t("form.machines")}
        chosen={values.machines.map(String)}
        options={listed(choices.machines)}
      />
      <CheckList
        name="services"
        label={t("form.services")}
        chosen={values.services.map(String)}
        options={listed(choices.services)}
      />
      <AreaField
        name="consequence"
        label={t("form.consequence")}
        help={t("form.consequenceHelp")}
        value={values.consequence}
        rows={2}
      />
      <AreaField name="plan" label={t("form.plan")} value={values.plan} rows={6} />
      <AreaField
        name="rollbackPlan"
        label={t("form.rollbackPlan")}
        help={t("form.rollbackHelp")}
        value={values.rollbackPlan}
        rows={4}
      />
      <AreaField name="checklist" label={t("form.checklist")} value={values.checklist} rows={6} />
      <TextField
        name="price"
        inputMode="decimal"
        label={t("form.price")}
        help={t("form.priceHelp")}
        value={values.price}
      />
      {mayChangeApprovers ? (
        <Approvers values={values} people={choices.people} />
      ) : (
        <>
          {values.approvers.map((key) => (
            <input key={key} type="hidden" name="approvers" value={key} />
          ))}
          <input type="hidden" name="clientQuorum" value={values.clientQuorum} />
          <input type="hidden" name="staffQuorum" value={values.staffQuorum} />
          <p className="field-help col-span-full">{t("form.approversFixed")}</p>
        </>
      )}
      <CheckList
        name="notices"
        label={t("form.notices")}
        chosen={values.notices}
        options={INTERVENTION_NOTICES.map((value) => ({ value, text: t(`notices.${value}`) }))}
      />
    </>
  );
}

/** Of each side, how many must agree at the least. */
const LEAST_AGREED: readonly (readonly [AgreementSide, number])[] = [
  ["client", 1],
  ["staff", 0],
];

function Approvers({ values, people }: Pick<PlanFieldsProps, "values"> & Pick<PlanChoices, "people">) {
  const { t } = useTranslation("interventions");
  const ofSide = (side: AgreementSide) =>
    people
      .filter((one) => one.side === side)
      .map(({ key, name, isContact }) => ({ value: key, text: isContact ? t("form.contact", { name }) : name }));
  return (
    <>
      {LEAST_AGREED.map(([side, least]) => (
        <Fragment key={side}>
          <CheckList
            name="approvers"
            label={t(`form.${side}Approvers`)}
            chosen={values.approvers}
            options={ofSide(side)}
          />
          <TextField
            name={`${side}Quorum`}
            type="number"
            min={least}
            max={INTERVENTION_LIMITS.approvers}
            label={t(`form.${side}Quorum`)}
            value={values[`${side}Quorum`]}
          />
        </Fragment>
      ))}
    </>
  );
}
