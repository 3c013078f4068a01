import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { TicketData } from "./route.tsx";

interface MailPartsProps {
  readonly entryId: number;
  readonly mail: TicketData["thread"][number]["mail"];
}

/** Below an entry that came by mail: the history it quoted, folded, and the way to the mail as it was laid out. */
export function MailParts({ entryId, mail }: MailPartsProps) {
  const { t } = useTranslation("mail");
  if (mail.quoted === "" && !mail.hasOriginal) return null;
  return (
    <div className="record-acts">
      {mail.quoted !== "" && (
        <details className="disclosure">
          <summary>{t("entry.quoted")}</summary>
          <pre className="my-2 max-h-[420px] overflow-auto rounded-control bg-well p-4 font-sans text-ink2 whitespace-pre-wrap [overflow-wrap:anywhere]">
            {mail.quoted}
          </pre>
        </details>
      )}
      {mail.hasOriginal && (
        <Link className="inline-block py-1 text-[14px]" to={`mails/${entryId}`}>
          {t("entry.original")}
        </Link>
      )}
    </div>
  );
}
