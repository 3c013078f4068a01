import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useCapacitySentences } from "#app/ui/capacity/capacity-sentences.ts";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import type { CapacitySentence } from "#domain/capacity/sentence.ts";

interface CapacityLineProps {
  readonly sentence: CapacitySentence;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly to: string;
}

/** What the page of capacity says first. */
export function CapacityLine({ sentence, now, to }: CapacityLineProps) {
  const { t } = useTranslation("capacity");
  const { state, sentences } = useCapacitySentences()(sentence, now);
  return (
    <Section title={t("title")} side={<Link to={to}>{t("see")}</Link>}>
      <p className="capacity-line">
        <StateMark state={state} /> {sentences.join(" ")}
      </p>
    </Section>
  );
}
