import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { readForm } from "#app/http/uploads.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { WithSuggestions } from "#app/ui/knowledge/suggestions.tsx";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";
import { ticketChoices } from "#domain/tickets/choices.server.ts";
import { draftOf, forgetDraft } from "#domain/tickets/drafts.server.ts";
import { OPENING } from "#domain/tickets/ticket.ts";

import { openByClient, openByStaff } from "./answers.server.ts";
import { ClientForm } from "./client-form.tsx";
import { Emergency } from "./emergency.tsx";
import { OpeningDraft } from "./opening-draft.tsx";
import { prefillOf } from "./prefill.ts";
import { StaffForm } from "./staff-form.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.open");
  const { project, user, can } = signedIn;
  const [frame, choices, { emergencyTelephone }, draft] = await Promise.all([
    projectFrame(signedIn),
    ticketChoices(database(), project),
    provider(database()),
    draftOf(database(), { userId: user.id, projectId: project.id, ticketId: OPENING }),
  ]);
  return json({
    frame,
    now: Date.now(),
    emergencyTelephone,
    prefill: prefillOf(new URL(request.url).searchParams, choices, project.timeZone),
    // Who works here, teams and plans are for staff to choose from.
    choices: can("ticket.work") ? choices : null,
    draft: draft ?? null,
    sendKey: randomUUID(),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, user, actor, can } = await requireProject(request, params.projectSlug, "ticket.open");
  const { form, refused } = await readForm(request, { projectId: project.id, uploaderId: user.id });
  if (refused[0]) return refuseForm(form, { attachment: `attachments:refused.${refused[0].reason}` }, 422);
  const answer = await (can("ticket.work") ? openByStaff : openByClient)({ project, actor }, form);
  if ("refused" in answer) return answer.refused;
  await forgetDraft(database(), { userId: user.id, projectId: project.id, ticketId: OPENING });
  return safeRedirect(`/projects/${project.slug}/tickets/${answer.id}`);
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("tickets:new.title")} · ${frame.project.name}`,
};

export default function NewTicketPage() {
  const { t } = useTranslation("tickets");
  const { frame, now, emergencyTelephone, prefill, choices, draft, sendKey } = useLoaderData<typeof loader>();
  const { slug, timeZone } = frame.project;
  const filesTo = `/projects/${slug}/attachments`;
  const kept = <OpeningDraft to={`/projects/${slug}/tickets/${OPENING}/draft`} sendKey={sendKey} draft={draft} />;
  const form = { sendKey, prefill, timeZone, filesTo, text: draft?.text ?? "", kept };
  const crumbs = [{ text: t("title"), to: `/projects/${slug}/tickets` }, { text: t("new.title") }];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader title={t("new.title")} />
      {emergencyTelephone && <Emergency telephone={emergencyTelephone} />}
      <WithSuggestions projectSlug={slug} writing={sendKey}>
        {choices ? (
          <StaffForm {...form} choices={choices} />
        ) : (
          <div className="ticket-questions">
            <ClientForm {...form} />
          </div>
        )}
      </WithSuggestions>
    </StillFrame>
  );
}
