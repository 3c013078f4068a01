import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { placeAfter, placeOf } from "#app/ui/page-place.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import type { Incident } from "#domain/incidents/incident.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import type { Witnessed } from "#domain/incidents/witness.ts";
import { witnessesOf } from "#domain/incidents/witnesses.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { ticketsOfIncidents } from "#domain/tickets/kept.server.ts";

import { close, open, tell } from "./answers.server.ts";
import { IncidentCard } from "./incident.tsx";
import { OpenIncident } from "./open-form.tsx";

const SHOWN = 20;
/** More at once are no incidents any more. */
const MOST_OPEN = 50;
const UNSEEN: Witnessed = { seen: [], isWhole: true };

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project, can } = signedIn;
  const now = Date.now();
  const after = placeAfter(new URL(request.url).searchParams.get("after"));
  const mayManage = can("incident.manage");
  const asked = { withNotes: mayManage };
  const [frame, lasting, found] = await Promise.all([
    projectFrame(signedIn),
    incidentPage(database(), project.id, { ...asked, state: "open", limit: after ? 0 : MOST_OPEN }),
    incidentPage(database(), project.id, { ...asked, state: "closed", after, limit: SHOWN + 1 }),
  ]);
  const ended = found.slice(0, SHOWN);
  const last = ended.at(-1);
  const older = found.length > SHOWN && last ? placeOf(last.startedAt, last.id) : null;
  const localNow = wallTime(now, project.timeZone).slice(0, 16);
  const witnesses = await witnessesOf(database(), project.id, [...lasting, ...ended], new Date(now));
  const tickets = await ticketsOfIncidents(database(), project.id, [...witnesses.keys()]);
  const witnessed = (incident: Incident) => ({
    ...incident,
    witnessed: witnesses.get(incident.id) ?? UNSEEN,
    ticket: tickets.get(incident.id) ?? null,
  });
  return json({
    frame,
    now,
    localNow,
    lasting: lasting.map(witnessed),
    ended: ended.map(witnessed),
    isFirstPage: after === undefined,
    older,
    mayManage,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "incident.manage");
  const form = await request.formData();
  const answers = new Map([
    ["open", open],
    ["tell", tell],
    ["close", close],
  ]);
  const answer = await answers.get(intentOf(form))?.({ project, actor }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/incidents`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("incidents:title")} · ${frame.project.name}`,
};

export default function IncidentsPage() {
  const { t } = useTranslation(["incidents", "status"]);
  const { frame, now, localNow, lasting, ended, isFirstPage, older, mayManage } = useLoaderData<typeof loader>();
  const { slug, timeZone } = frame.project;
  const shared = { slug, localNow, timeZone, mayManage };
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} qualifier={t("lasting", { count: lasting.length })} />
      <DoneNote />
      {mayManage && frame.status === "public" && (
        <p className="label">
          {t("status:toldPublicly")} <a href={`/status/${slug}`}>{t("status:seePublic")}</a>
        </p>
      )}
      <div className={mayManage ? "columns-side" : undefined}>
        <div>
          {isFirstPage && lasting.length > 0 && (
            <Section title={t("open")} note={t("openNote")}>
              {lasting.map((incident) => (
                <IncidentCard key={incident.id} incident={incident} {...shared} />
              ))}
            </Section>
          )}
          <Section title={t("closed")} note={t("newestFirst")}>
            {ended.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
            {ended.map((incident) => (
              <IncidentCard key={incident.id} incident={incident} {...shared} />
            ))}
            <p className="inline-list">
              {!isFirstPage && <Link to={`/projects/${slug}/incidents`}>{t("newest")}</Link>}
              {older && <Link to={`/projects/${slug}/incidents?after=${older}`}>{t("older")}</Link>}
            </p>
          </Section>
        </div>
        {mayManage && <OpenIncident localNow={localNow} timeZone={timeZone} />}
      </div>
    </StillFrame>
  );
}
