import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireUser } from "#app/http/require.server.ts";
import { readerOf, ticketListPage } from "#app/http/ticket-list.server.ts";
import { answerTicketList } from "#app/http/ticket-list-answers.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { LiveClock } from "#app/ui/live/live-clock.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { DeskList } from "#app/ui/tickets/list/desk-list.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

/** Of the provider, where the projects of a list may have several. */
const USUAL_ZONE = "Europe/Paris";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requireUser(request);
  const projects = await projectsOf(database(), signedIn.memberships);
  const list = await ticketListPage(request, readerOf(signedIn, projects));
  const [only, ...others] = projects;
  return json({
    now: Date.now(),
    list,
    projects: projects.map(({ slug, name }) => ({ value: slug, text: name })),
    timeZone: only && others.length === 0 ? only.timeZone : USUAL_ZONE,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const signedIn = await requireUser(request);
  const reader = readerOf(signedIn, await projectsOf(database(), signedIn.memberships));
  return answerTicketList({ reader, actor: signedIn.actor }, await request.formData());
}

export const handle: PageHandle = { title: (t) => t("tickets:title") };

export default function AllTicketsPage() {
  const { t } = useTranslation("tickets");
  const { now, list, projects, timeZone } = useLoaderData<typeof loader>();
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LiveClock servedAt={now} offsetMs={null}>
        <Shell
          title={list.isStaff ? t("projects:nav.operations") : t("ui:places.projects")}
          entries={[{ to: "/tickets", text: t("title"), tab: "tickets", end: true }]}
          crumbs={[{ text: t("title") }]}
        >
          <PageHeader
            title={t("title")}
            qualifier={t("list.open", { count: list.counts.all })}
            actions={<Link to="/tickets/clocks">{t("clocks:attainment.byClient")}</Link>}
          />
          <DeskList list={list} projects={projects} />
        </Shell>
      </LiveClock>
    </TimeZoneProvider>
  );
}
