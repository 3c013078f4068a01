import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { PlanFacts } from "#app/ui/interventions/plan-told.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";

import type { Shown } from "./route.tsx";

/** Why the link answers no more, in words; what its person once read and answered stays theirs to read. */
export function Said({ asked }: { asked: NonNullable<Shown["asked"]> }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const { state, own, title, expiresAt, plan, requester, machines, services } = asked;
  const until = format.dateTime(parseInstant(expiresAt));
  const sentence =
    state === "spent" && own
      ? t(`link.spent.${own.answer}`, { when: format.dateTime(parseInstant(own.at)) })
      : t(`link.${state === "spent" || state === "open" ? "closed" : state}`, { until });
  return (
    <>
      <div className="hero-single">
        <Verdict as="h1" state={state === "spent" ? "ok" : "mute"}>
          {sentence}
        </Verdict>
        <p className="mt-3 text-ink2">{title}</p>
      </div>
      {plan && (
        <Section title={t("facts.consequence")}>
          <PlanFacts plan={plan} requester={requester} machines={machines} services={services} />
        </Section>
      )}
    </>
  );
}
