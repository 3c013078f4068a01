import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

interface MailListProps {
  readonly mails: readonly ListedMail[];
  readonly box: string;
  readonly chosenId: number | null;
}

interface ListedMail {
  readonly id: number;
  readonly receivedAt: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly subject: string;
  readonly ticketId: number | null;
  readonly projectSlug: string | null;
}

/** Who, what, when, and why it is in this box. */
export function MailList({ mails, box, chosenId }: MailListProps) {
  const { t } = useTranslation("mail");
  const format = useFormat();
  return (
    <ul className="border-t border-hair2">
      {mails.map((mail) => (
        <li key={mail.id} className="border-b border-hair py-3" aria-current={mail.id === chosenId || undefined}>
          <div className="grid gap-x-6 gap-y-0.5 tablet:grid-cols-[minmax(0,1fr)_auto]">
            <Link
              className="min-w-0 font-semibold [overflow-wrap:anywhere]"
              to={`/admin/mail?box=${box}&mail=${mail.id}`}
            >
              {mail.subject || t("noSubject")}
            </Link>
            <span className="label">{format.dateTime(parseInstant(mail.receivedAt))}</span>
          </div>
          <p className="label [overflow-wrap:anywhere]">
            {mail.fromName ? `${mail.fromName} <${mail.fromAddress}>` : mail.fromAddress}
            {" · "}
            {mail.reason ? t(`reasons.${mail.reason}`) : t(`verdicts.${mail.verdict}`)}
            {mail.ticketId !== null && mail.projectSlug !== null && (
              <>
                {" · "}
                <Link to={`/projects/${mail.projectSlug}/tickets/${mail.ticketId}`}>
                  {t("ticket", { number: mail.ticketId })}
                </Link>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
