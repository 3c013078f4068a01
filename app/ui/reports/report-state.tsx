import { useTranslation } from "react-i18next";

import { type State, StateWord } from "#app/ui/state-mark.tsx";
import type { ReportState as Name } from "#domain/reports/report.ts";

/** What waits for a hand, for the client, and what is done. None of them is a signal. */
export const REPORT_MARKS: Readonly<Record<Name, State>> = {
  draft: "never",
  review: "you",
  client: "sign",
  validated: "plan",
  published: "ok",
};

export function ReportStateWord({ state }: { state: Name }) {
  const { t } = useTranslation("reports");
  return <StateWord state={REPORT_MARKS[state]} word={t(`state.${state}`)} />;
}
