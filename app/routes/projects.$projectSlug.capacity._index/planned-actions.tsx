import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { SentAction } from "#app/ui/capacity/action-words.ts";
import { ActionsList } from "#app/ui/capacity/actions-list.tsx";
import { Section } from "#app/ui/section.tsx";

interface PlannedActionsProps {
  /** Of this page: "/projects/popgom/capacity". */
  readonly capacity: string;
  readonly actions: readonly SentAction[];
  readonly mayAnswer: boolean;
}

/** What is done about it, and what would be if it were otherwise. */
export function PlannedActions({ capacity, actions, mayAnswer }: PlannedActionsProps) {
  const { t } = useTranslation("capacity");
  return (
    <Section title={t("actions.title")} side={<Link to={`${capacity}/what-if`}>{t("actions.whatIf")}</Link>}>
      <ActionsList actions={actions} capacity={capacity} mayAnswer={mayAnswer} />
      <p className="mt-3">
        <Link to={`${capacity}/actions`}>{t("actions.see")}</Link>
      </p>
    </Section>
  );
}
