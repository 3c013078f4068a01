import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TicketChange } from "#domain/tickets/thread.ts";

import type { ShownEntry } from "./entry.tsx";

const CODED = { state: "state", kind: "kind", impact: "level", urgency: "level" } as const;

/** A change in one line: when, who, and each field with what it became. */
export function ChangeLine({ entry }: { entry: ShownEntry }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const inWords = ({ field, to }: TicketChange) => {
    // What its incident did: `to` is when.
    if (field.startsWith("incident") && field !== "incident" && to !== null)
      return t(`change.${field}`, { at: format.dateTime(Date.parse(to)) });
    if (field === "assignee" && to === entry.authorName) return t("change.taken");
    const value =
      to === null ? t("change.nothing") : field in CODED ? t(`${CODED[field as keyof typeof CODED]}.${to}`) : to;
    return t("change.became", { field: t(`fields.${field}`), value });
  };
  return (
    <p className="entry-change">
      <span aria-hidden="true">—</span>
      <span>
        <time dateTime={entry.at}>{format.dateTime(parseInstant(entry.at))}</time>, {entry.authorName}
        {t("change.colon")} {entry.changes.map(inWords).join(" ; ")}
        {!entry.isPublic && <span className="dim"> · {t("change.amongStaff")}</span>}
      </span>
    </p>
  );
}
