import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { publicUrl } from "#app/http/settings.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { useStart } from "#app/ui/interventions/use-window.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { Section } from "#app/ui/section.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Exceptions } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { isStaff } from "#domain/identity/permissions.ts";
import { feedKeyOf } from "#domain/interventions/feed.server.ts";
import { freezesBetween } from "#domain/interventions/freezes.server.ts";
import { isStanding } from "#domain/interventions/intervention.ts";
import { awaitedOf, interventionsBetween } from "#domain/interventions/queries.server.ts";
import { templatesOf } from "#domain/interventions/template-commands.server.ts";

import { DEEDS } from "./answers.server.ts";
import { Calendar } from "./calendar.tsx";
import { spanOf, VIEWS } from "./days.ts";
import { Feed, Freezes, Templates } from "./side.tsx";
import { NextWork, WorkRows } from "./work-rows.tsx";

const DAY_MS = 86_400_000;
const AHEAD_MS = 400 * DAY_MS;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "intervention.read");
  const { project, can, user, memberships } = signedIn;
  const db = database();
  const now = Date.now();
  const search = new URL(request.url).searchParams;
  const view = VIEWS.find((one) => one === search.get("view")) ?? "month";
  const span = spanOf(view, search.get("at"), now, project.timeZone);
  const mayPlan = can("intervention.plan");
  const mayAnswer = can("intervention.answer");
  const shown = { from: new Date(span.from), to: new Date(span.to) };
  const ahead = { from: new Date(now), to: new Date(now + AHEAD_MS) };
  const [frame, works, coming, frozen, freezes, templates, awaited, feedKey] = await Promise.all([
    projectFrame(signedIn),
    interventionsBetween(db, [project.id], { ...shown, withDrafts: mayPlan }),
    interventionsBetween(db, [project.id], { ...ahead, withDrafts: false }),
    freezesBetween(db, project.id, shown.from, shown.to),
    freezesBetween(db, project.id, ahead.from, ahead.to),
    templatesOf(db, project.id),
    awaitedOf(db, user.id, [project.id]),
    feedKeyOf(db, project.id),
  ]);
  const feed = feedKey && new URL(`/projects/${project.slug}/interventions.ics?key=${feedKey}`, publicUrl()).href;
  return json({
    ...{ frame, now, span, works, frozen, freezes, templates, awaited, feed },
    next: coming.find(({ state }) => isStanding(state)) ?? null,
    may: { plan: mayPlan, answer: mayAnswer, approve: mayAnswer && !isStaff(memberships) },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "intervention.answer");
  const { project, actor, can, memberships } = signedIn;
  const form = await request.formData();
  const intent = intentOf(form);
  const found = DEEDS.get(intent);
  if (!found) return refuseForm(form, { form: "common:problems.custom" }, 400);
  // It is the client who approves once for all.
  if (!can(found.right) || (intent === "approveTemplate" && isStaff(memberships))) throw forbidden();
  const answer = await found.deed({ project, actor }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/interventions`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("interventions:title")} · ${frame.project.name}`,
};

export default function InterventionsPage() {
  const { t } = useTranslation("interventions");
  const { frame, now, span, works, frozen, freezes, templates, awaited, feed, next, may } =
    useLoaderData<typeof loader>();
  const home = `/projects/${frame.project.slug}/interventions`;
  const { timeZone } = frame.project;
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader
        title={t("title")}
        qualifier={awaited.length > 0 && t("waiting", { count: awaited.length })}
        actions={
          may.plan && (
            <LinkButton look="primary" to={`${home}/new`}>
              {t("planNew")}
            </LinkButton>
          )
        }
      />
      <DoneNote />
      <Awaited awaited={awaited} home={home} />
      <Section title={t("next")}>
        <NextWork work={next} home={home} />
      </Section>
      <Section title={<Span span={span} />} side={<Walk span={span} home={home} />}>
        {span.view !== "list" && <Calendar {...{ span, works, now, home }} freezes={frozen} />}
        {span.view === "list" && <WorkRows works={works} home={home} />}
        {works.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      </Section>
      <div className="columns-half">
        <div>
          <Templates templates={templates} home={home} mayWrite={may.plan} mayApprove={may.approve} />
        </div>
        <div>
          <Freezes freezes={freezes} mayChange={may.answer} timeZone={timeZone} />
          <Feed address={feed} mayRenew={may.answer} />
        </div>
      </div>
    </StillFrame>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Awaited({ awaited, home }: { awaited: Loaded["awaited"]; home: string }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const starts = useStart();
  return (
    <Exceptions
      rows={awaited.map(({ id, title, from, submittedAt }) => ({
        key: String(id),
        state: "sign",
        fact: t("awaits", {
          ...{ title, when: starts({ from }) },
          since: submittedAt ? format.day(parseInstant(submittedAt)) : "",
        }),
        link: { to: `${home}/${id}`, text: t("readAndAnswer") },
      }))}
    />
  );
}

function Span({ span }: { span: Loaded["span"] }) {
  const format = useFormat();
  const first = span.days.find(({ isOut }) => !isOut)?.from ?? span.from;
  const last = (span.days.findLast(({ isOut }) => !isOut)?.to ?? span.to) - 1;
  return (
    <>
      {format.day(first)} – {format.fullDay(last)}
    </>
  );
}

/** Which view, and the same earlier and later. */
function Walk({ span, home }: { span: Loaded["span"]; home: string }) {
  const { t } = useTranslation("interventions");
  const to = (view: string, at: string | null) => `${home}?view=${view}${at ? `&at=${at}` : ""}`;
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Link to={to(span.view, span.before)} preventScrollReset>
        {t("calendar.before")}
      </Link>
      <Link to={to(span.view, null)} preventScrollReset>
        {t("calendar.today")}
      </Link>
      <Link to={to(span.view, span.after)} preventScrollReset>
        {t("calendar.after")}
      </Link>
      <Segmented
        label={t("view.label")}
        value={span.view}
        choices={VIEWS.map((value) => ({ value, text: t(`view.${value}`), to: to(value, null) }))}
      />
    </span>
  );
}
