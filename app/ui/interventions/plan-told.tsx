import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Plan, stepsOf } from "#domain/interventions/intervention.ts";

import { usePrice, useWindow } from "./use-window.ts";

interface PlanToldProps {
  readonly plan: SerializeFrom<Plan>;
  readonly requester: string;
  readonly machines: readonly { readonly name: string }[];
  readonly services: readonly { readonly name: string }[];
}

/** The plan as whoever agrees to it reads it: when, what it costs, what will be noticed. */
export function PlanFacts({ plan, requester, machines, services }: PlanToldProps) {
  const { t } = useTranslation("interventions");
  const inWords = useWindow();
  const price = usePrice();
  const names = (list: PlanToldProps["machines"]) => list.map(({ name }) => name).join(", ");
  return (
    <>
      <p className="mb-3 text-[17px]/[1.45]">{plan.consequence}</p>
      <DefinitionList
        items={[
          { term: t("facts.when"), value: inWords(plan) },
          { term: t("facts.price"), value: price(plan) },
          { term: t("facts.kind"), value: `${t(`kind.${plan.kind}`)} · ${t(`kindHelp.${plan.kind}`)}` },
          { term: t("facts.risk"), value: t(`risk.${plan.risk}`) },
          { term: t("facts.requester"), value: requester },
          { term: t("facts.machines"), value: names(machines) || null, mono: true },
          { term: t("facts.services"), value: names(services) || null },
        ]}
      />
    </>
  );
}

/** The three texts, each whole. */
export function PlanTexts({ plan }: Pick<PlanToldProps, "plan">) {
  const { t } = useTranslation("interventions");
  return (
    <>
      <Section title={t("texts.plan")}>
        <p className="plan-text">{plan.plan}</p>
      </Section>
      <Section title={t("texts.rollbackPlan")}>
        <p className="plan-text">{plan.rollbackPlan}</p>
      </Section>
    </>
  );
}

/** The steps as they are agreed to. */
export function PlanSteps({ plan }: Pick<PlanToldProps, "plan">) {
  const { t } = useTranslation("interventions");
  return (
    <Section title={t("texts.checklist")}>
      <ol className="plan-steps">
        {stepsOf(plan.checklist).map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list.
          <li key={index}>{step}</li>
        ))}
      </ol>
    </Section>
  );
}
