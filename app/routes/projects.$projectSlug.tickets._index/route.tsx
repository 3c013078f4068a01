import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { readerOf, ticketListPage } from "#app/http/ticket-list.server.ts";
import { answerTicketList } from "#app/http/ticket-list-answers.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DeskList } from "#app/ui/tickets/list/desk-list.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const [frame, list] = await Promise.all([
    projectFrame(signedIn),
    ticketListPage(request, readerOf(signedIn, [signedIn.project])),
  ]);
  return json({ frame, now: Date.now(), list });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const reader = readerOf(signedIn, [signedIn.project]);
  return answerTicketList({ reader, actor: signedIn.actor }, await request.formData());
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("tickets:title")} · ${frame.project.name}`,
};

export default function TicketsPage() {
  const { t } = useTranslation("tickets");
  const { frame, now, list } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader
        title={t("title")}
        qualifier={t("list.open", { count: list.counts.all })}
        actions={
          <LinkButton look="primary" to={`/projects/${frame.project.slug}/tickets/new`}>
            {t("list.new")}
          </LinkButton>
        }
      />
      <DeskList list={list} projects={[]} />
    </StillFrame>
  );
}
