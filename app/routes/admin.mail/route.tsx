import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { database } from "#db/client.server.ts";
import { MAIL_BOXES, mailOf, mailPage, waitingMails } from "#domain/mail/queries.server.ts";
import { hasRemoteImages, safeDocument } from "#domain/mail/safe-html.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { dismiss, join, open } from "./answers.server.ts";
import { MailList } from "./mail-list.tsx";
import { OneMail } from "./one-mail.tsx";

const SHOWN = 50;

export const handle: RecordHandle = {
  title: (t) => t("mail:title"),
  crumbs: (t) => [{ text: t("mail:title") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "mail.triage");
  const asked = new URL(request.url).searchParams;
  const db = database();
  const box = MAIL_BOXES.find((name) => name === asked.get("box")) ?? "waiting";
  const id = numberOf(asked.get("mail"));
  const beforeId = numberOf(asked.get("before"));
  const [mails, waiting, mail, projects] = await Promise.all([
    mailPage(db, box, { beforeId, limit: SHOWN + 1 }),
    waitingMails(db),
    id === undefined ? undefined : mailOf(db, id),
    projectsOf(db, memberships),
  ]);
  const withImages = asked.get("images") === "1";
  return json({
    box,
    waiting,
    isConfigured: Boolean(process.env.TIMONERIE_DESK_ADDRESS),
    mails: mails.slice(0, SHOWN),
    olderThan: mails.length > SHOWN ? (mails[SHOWN - 1]?.id ?? null) : null,
    projects: projects.map(({ id, name, clientName }) => ({ value: String(id), text: `${clientName} · ${name}` })),
    mail: mail
      ? {
          ...mail,
          html: undefined,
          frame: mail.html === null ? null : safeDocument(mail.html, { withImages, imageWord: "image" }),
          imagesWait: mail.html !== null && !withImages && hasRemoteImages(mail.html),
        }
      : null,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor, memberships } = await requirePlatform(request, "mail.triage");
  const form = await request.formData();
  const answers = new Map([
    ["open", open],
    ["join", join],
    ["dismiss", dismiss],
  ]);
  const answer = await answers.get(intentOf(form))?.({ actor, memberships }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  return "refused" in answer ? answer.refused : safeRedirect(donePath("/admin/mail", answer.done));
}

/** Mails that came in: those of unknown senders wait here for somebody who says where they belong. */
export default function MailPage() {
  const { t } = useTranslation("mail");
  const { box, waiting, isConfigured, mails, mail, olderThan, projects } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} qualifier={t("waiting", { count: waiting })} />
      <DoneNote />
      {!isConfigured && <p className="mb-6 max-w-[62ch] text-ink2">{t("notConfigured")}</p>}
      {mail && <OneMail mail={mail} projects={projects} box={box} />}
      <nav className="mt-10 mb-4 flex flex-wrap gap-x-6 gap-y-2" aria-label={t("boxes.name")}>
        {MAIL_BOXES_SHOWN.map((name) => (
          <Link key={name} to={`/admin/mail?box=${name}`} aria-current={name === box ? "page" : undefined}>
            {t(`boxes.${name}`)}
          </Link>
        ))}
      </nav>
      {mails.length === 0 ? (
        <EmptyState title={t(`empty.${box}`)} />
      ) : (
        <MailList mails={mails} box={box} chosenId={mail?.id ?? null} />
      )}
      {olderThan !== null && <Link to={`/admin/mail?box=${box}&before=${olderThan}`}>{t("older")}</Link>}
    </>
  );
}

const MAIL_BOXES_SHOWN = ["waiting", "automatic", "joined", "refused"] as const;

function numberOf(text: string | null): number | undefined {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
