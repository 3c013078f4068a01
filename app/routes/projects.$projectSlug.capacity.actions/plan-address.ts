import { useTranslation } from "react-i18next";

import { type SentAction, useActionWords } from "#app/ui/capacity/action-words.ts";

/** The form of an intervention, filled in with an agreed action: saved, it is tied to the action and back. */
export function usePlanAddress(slug: string) {
  const { t } = useTranslation("capacity");
  const words = useActionWords();
  return (action: SentAction): string => {
    // A pair is named by its machines.
    const machines = action.subject === "machine" || action.subject === "pair" ? action.subjectName.split(", ") : [];
    const change = words.change(action);
    const query = new URLSearchParams([
      ...machines.map((name) => ["machine", name]),
      ["title", action.title.slice(0, 180)],
      ["plan", [change, action.detail].filter(Boolean).join("\n").slice(0, 3_000)],
      ["checklist", t("board.checklist")],
      ["capacityAction", `${action.id}-${action.version}`],
    ]);
    return `/projects/${slug}/interventions/new?${query}`;
  };
}
