import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import type { SentSimilar } from "./sent-similar.ts";

/** A past ticket that is like another one. `inNewTab`: where leaving the page would lose what is being written. */
export function PastTicket({ ticket, inNewTab }: { ticket: SentSimilar["tickets"][number]; inNewTab?: boolean }) {
  const { t } = useTranslation("knowledge");
  const format = useFormat();
  const { id, projectSlug, subject, createdAt, resolvedAt } = ticket;
  const day = format.fullDay(parseInstant(createdAt));
  return (
    <div>
      <Link to={`/projects/${projectSlug}/tickets/${id}`} target={inNewTab ? "_blank" : undefined}>
        {t("suggestions.ticket", { number: id, subject })}
      </Link>
      <p className="label">
        {resolvedAt
          ? t("suggestions.pastResolved", { day, resolved: format.fullDay(parseInstant(resolvedAt)) })
          : t("suggestions.past", { day })}
      </p>
    </div>
  );
}
