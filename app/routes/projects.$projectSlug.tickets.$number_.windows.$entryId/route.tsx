import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { KeptWindowQuote } from "#app/ui/tickets/kept-window.tsx";
import { database } from "#db/client.server.ts";
import { wholeWindow } from "#domain/tickets/kept.server.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const { project, can } = signedIn;
  const [number, entryId] = [idOf(params.number), idOf(params.entryId)];
  const asked = { number, entryId, withNotes: can("ticket.work") };
  const window = await wholeWindow(database(), project.id, asked);
  if (window === undefined) throw notFound();
  return json({ frame: await projectFrame(signedIn), now: Date.now(), number, entryId, window });
}

export const handle: PageHandle<{ number: number; frame: { project: { name: string } } }> = {
  title: (t, { number, frame }) => `${t("tickets:window.wholeTitle")} · ${number} · ${frame.project.name}`,
};

/** All that was kept of a moment: every curve, every fact. */
export default function KeptWindowPage() {
  const { t } = useTranslation("tickets");
  const { frame, now, number, entryId, window } = useLoaderData<typeof loader>();
  const { slug } = frame.project;
  const ticket = `/projects/${slug}/tickets/${number}`;
  const crumbs = [
    { text: t("title"), to: `/projects/${slug}/tickets` },
    { text: t("number", { number }), to: ticket },
    { text: t("window.title") },
  ];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader title={t("window.wholeTitle")} qualifier={t("number", { number })} />
      <p>
        <Link to={`${ticket}#entry-${entryId}`}>{t("window.back")}</Link>
      </p>
      <KeptWindowQuote window={window} project={frame.project} />
    </StillFrame>
  );
}

/** 0, which nothing has, for what is no number. */
function idOf(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 0;
}
