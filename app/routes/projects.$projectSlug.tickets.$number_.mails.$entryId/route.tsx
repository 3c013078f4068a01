import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { MailFrame } from "#app/ui/mail/mail-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { originalOf } from "#domain/mail/entry-mails.server.ts";
import { withoutSignatures } from "#domain/mail/reply-address.ts";
import { hasRemoteImages, safeDocument } from "#domain/mail/safe-html.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const { project, can } = signedIn;
  const [number, entryId] = [idOf(params.number), idOf(params.entryId)];
  const original = await originalOf(database(), project.id, { number, entryId, withNotes: can("ticket.work") });
  if (!original) throw notFound();
  const { html, ...mail } = original;
  const withImages = new URL(request.url).searchParams.get("images") === "1";
  return json({
    frame: await projectFrame(signedIn),
    now: Date.now(),
    number,
    entryId,
    mail,
    document: withoutSignatures(safeDocument(html, { withImages, imageWord: "image" })),
    imagesWait: !withImages && hasRemoteImages(html),
  });
}

export const handle: PageHandle<{ number: number; frame: { project: { name: string } } }> = {
  title: (t, { number, frame }) => `${t("mail:entry.title")} · ${number} · ${frame.project.name}`,
};

/** The mail that an entry of a ticket came by, as its sender laid it out. */
export default function OriginalMailPage() {
  const { t } = useTranslation(["mail", "tickets"]);
  const format = useFormat();
  const { frame, now, number, entryId, mail, document, imagesWait } = useLoaderData<typeof loader>();
  const { slug } = frame.project;
  const ticket = `/projects/${slug}/tickets/${number}`;
  const crumbs = [
    { text: t("tickets:title"), to: `/projects/${slug}/tickets` },
    { text: t("tickets:number", { number }), to: ticket },
    { text: t("entry.title") },
  ];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader
        title={mail.subject || t("noSubject")}
        qualifier={t("entry.title")}
        facts={[
          { label: t("from"), value: mail.authorName },
          { label: t("received"), value: format.dateTime(parseInstant(mail.receivedAt)) },
        ]}
      />
      <p>
        <Link to={`${ticket}#entry-${entryId}`}>{t("entry.back")}</Link>
      </p>
      <MailFrame document={document} withImages={imagesWait ? `${ticket}/mails/${entryId}?images=1` : null} />
    </StillFrame>
  );
}

/** 0, which nothing has, for what is no number. */
function idOf(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 0;
}
