import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { Age } from "#app/ui/age.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TicketStateWord } from "#app/ui/tickets/ticket-state.tsx";
import { database } from "#db/client.server.ts";
import { ticketPage } from "#domain/tickets/queries.server.ts";

const SHOWN = 100;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const { project, can } = signedIn;
  const asked = { withNotes: can("ticket.work"), limit: SHOWN };
  const [frame, found] = await Promise.all([projectFrame(signedIn), ticketPage(database(), project.id, asked)]);
  return json({ frame, now: Date.now(), tickets: found });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("tickets:title")} · ${frame.project.name}`,
};

type Row = ReturnType<typeof useLoaderData<typeof loader>>["tickets"][number];

export default function TicketsPage() {
  const { t } = useTranslation("tickets");
  const { frame, now, tickets } = useLoaderData<typeof loader>();
  const home = `/projects/${frame.project.slug}/tickets`;
  const columns: Column<Row>[] = [
    {
      key: "subject",
      header: t("list.subject"),
      sortBy: ({ subject }) => subject,
      cell: ({ number, subject }) => (
        <span>
          <Link to={`${home}/${number}`}>{subject}</Link> <span className="dim">· {t("number", { number })}</span>
        </span>
      ),
    },
    {
      key: "state",
      header: t("list.state"),
      sortBy: ({ state }) => state,
      cell: ({ state }) => <TicketStateWord state={state} isStaff={frame.isStaff} />,
    },
    { key: "priority", header: t("list.priority"), sortBy: (row) => row.priority, cell: ({ priority }) => priority },
    { key: "requester", header: t("list.requester"), cell: ({ requesterName }) => requesterName },
    { key: "assignee", header: t("list.assignee"), cell: ({ assigneeName }) => assigneeName ?? t("nobody") },
    {
      key: "moved",
      header: t("list.moved"),
      numeric: true,
      sortBy: ({ movedAt }) => movedAt,
      cell: ({ movedAt }) => <Age at={parseInstant(movedAt)} />,
    },
  ];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader
        title={t("title")}
        qualifier={t("list.open", { count: frame.tickets.open })}
        actions={
          <LinkButton look="primary" to={`${home}/new`}>
            {t("list.new")}
          </LinkButton>
        }
      />
      <DataTable
        caption={t("list.caption")}
        columns={columns}
        rows={tickets}
        rowKey={({ number }) => String(number)}
        whenEmpty={<EmptyState title={t("list.empty")} text={t("list.emptyText")} />}
      />
    </StillFrame>
  );
}
