import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { staffAddresses } from "#domain/identity/queries.server.ts";
import { newestMails, type OutboxMail } from "#domain/notifications/queries.server.ts";
import { MailRow } from "./mail-row.tsx";

export const handle: RecordHandle = {
  title: (t) => t("identity:outbox.title"),
  crumbs: (t) => [{ text: t("identity:outbox.title") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "outbox.read");
  const [mails, staff] = await Promise.all([newestMails(database()), staffAddresses(database())]);
  // A mail may hold a link that makes its reader an admin: only an admin reads those of staff. What has left is not shown again.
  const readsAll = isAllowed(memberships, "role.manage", { kind: "platform" });
  const mayRead = (mail: OutboxMail) => !mail.sentAt && (readsAll || !staff.has(mail.toAddress.toLowerCase()));
  return json({
    sending: Boolean(process.env.TIMONERIE_SMTP_URL),
    mails: mails.map((mail) => ({
      id: mail.id,
      to: mail.toName ? `${mail.toName} <${mail.toAddress}>` : mail.toAddress,
      locale: mail.locale,
      subject: mail.subject,
      text: mayRead(mail) ? mail.textBody : null,
      writtenAt: mail.createdAt.toISOString(),
      state: mail.sentAt ? ("sent" as const) : mail.failedAt ? ("failed" as const) : ("waiting" as const),
      attempts: mail.attempts,
      lastError: mail.lastError,
    })),
  });
}

/** Mails that leave, or that stay because no mail server is set: whoever runs support passes them on by hand. */
export default function OutboxPage() {
  const { t } = useTranslation("identity");
  const { mails, sending } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("outbox.title")} />
      <p className="mb-6 max-w-[62ch] text-ink2">{t(sending ? "outbox.leadSending" : "outbox.lead")}</p>
      {mails.length === 0 ? (
        <EmptyState title={t("outbox.empty")} text={t("outbox.emptyLead")} />
      ) : (
        <ul className="border-t border-hair2">
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
    </>
  );
}
