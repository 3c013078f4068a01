import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Conflicts, Effect } from "#app/ui/interventions/effect.tsx";
import { PlanFacts, PlanSteps, PlanTexts } from "#app/ui/interventions/plan-told.tsx";
import { useStart } from "#app/ui/interventions/use-window.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";

import type { Shown } from "./route.tsx";

type AskedProps = { readonly asked: NonNullable<Shown["asked"]> };

/** The plan, whole, and below it the answer: signed by the name of the person who is asked. */
export function Asked({ asked }: AskedProps) {
  const { t } = useTranslation("interventions");
  const { plan, requester, project, machines, services, impact, conflicts, roles, title } = asked;
  if (!plan) return null;
  return (
    <>
      <div className="hero-single">
        <Verdict as="h1" state="sign">
          {title}
        </Verdict>
        <p className="mt-3 text-ink2">{t("link.lead", { requester, project: project.name })}</p>
      </div>
      <Section title={t("facts.consequence")}>
        <PlanFacts plan={plan} requester={requester} machines={machines} services={services} />
      </Section>
      <Section title={t("impact.title")}>
        <Effect impact={impact} roles={roles} />
      </Section>
      <Section title={t("conflicts.title")}>
        <Conflicts conflicts={conflicts} />
      </Section>
      <PlanTexts plan={plan} />
      <PlanSteps plan={plan} />
      <Answer asked={asked} />
    </>
  );
}

function Answer({ asked }: AskedProps) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const start = useStart();
  const { approver, plan, others, expiresAt } = asked;
  if (!plan) return null;
  const name = <TextField name="name" label={t("link.name")} help={t("link.nameHelp")} autoComplete="name" required />;
  return (
    <Section title={t("yourAgreement")}>
      <p>{t("link.asked", approver)}</p>
      <p className="label mb-3">
        {t("link.until", { until: format.dateTime(parseInstant(expiresAt)) })} {t("link.notYou")}
      </p>
      <RecordForm intent="agree" verb={t("agreement.give", { when: start(plan) })}>
        {name}
      </RecordForm>
      <Disclosure summary={t("agreement.refuse")} intent="refuse">
        <RecordForm intent="refuse" verb={t("agreement.refuseVerb")} look="plain">
          <AreaField name="reason" label={t("agreement.reason")} help={t("agreement.reasonHelp")} rows={3} />
          {name}
        </RecordForm>
      </Disclosure>
      {others.length > 0 && (
        <Disclosure summary={t("agreement.delegate")} intent="delegate">
          <RecordForm intent="delegate" verb={t("agreement.delegateVerb")} look="plain">
            <SelectField
              name="to"
              label={t("agreement.delegateTo")}
              options={others.map(({ key, name: text }) => ({ value: key, text }))}
            />
            {name}
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}
