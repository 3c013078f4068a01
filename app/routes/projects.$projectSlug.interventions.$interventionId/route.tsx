import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { roleNames } from "#app/http/interventions.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden, notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { Conflicts, Effect } from "#app/ui/interventions/effect.tsx";
import { PlanFacts, PlanTexts } from "#app/ui/interventions/plan-told.tsx";
import { InterventionState } from "#app/ui/interventions/state.tsx";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import { database } from "#db/client.server.ts";
import { actionOfIntervention } from "#domain/capacity/actions.server.ts";
import { interventionDetail } from "#domain/interventions/detail.server.ts";
import { isOver } from "#domain/interventions/intervention.ts";
import { templatesOf } from "#domain/interventions/template-commands.server.ts";

import { Acts, EditPlan } from "./acts.tsx";
import { Agreement, AgreementAsk } from "./agreement.tsx";
import { DEEDS } from "./answers.server.ts";
import { Compared } from "./compared.tsx";
import { Checklist, Course } from "./course.tsx";
import { comparedAt, editOf, noticeOf, ownApprover } from "./loaded.server.ts";
import { Record } from "./record.tsx";
import type { Shown } from "./shown.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

/** Everything of an intervention; a draft exists for staff only. */
async function required(request: Request, projectSlug: string | undefined, text: string | undefined) {
  const signedIn = await requireProject(request, projectSlug, "intervention.read");
  const mayPlan = signedIn.can("intervention.plan");
  const id = /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
  const options = { withDrafts: mayPlan, withNotes: mayPlan };
  const detail = await interventionDetail(database(), signedIn.project.id, id, options);
  if (!detail) throw notFound();
  return { signedIn, mayPlan, id, detail };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { signedIn, mayPlan, detail } = await required(request, params.projectSlug, params.interventionId);
  const { project, user, can } = signedIn;
  const { row, plan, hash, approvers, answers, entries, standing, machines, services, impact, conflicts } = detail;
  const mayEdit = mayPlan && row.state !== "running" && !isOver(row.state);
  const own = can("intervention.answer") ? ownApprover(detail, user.id) : null;
  const [frame, notice, edit, roles, templates, capacityAction] = await Promise.all([
    projectFrame(signedIn),
    noticeOf(project, detail),
    mayEdit || own ? editOf(project, signedIn, detail) : null,
    roleNames(project.id),
    templatesOf(database(), project.id),
    actionOfIntervention(database(), project.id, row.id),
  ]);
  const asked = new Set(approvers.map(({ side, name }) => `${side} ${name}`));
  return json({
    ...{ frame, now: Date.now(), row, plan, hash, approvers, answers, entries, standing, machines, services },
    ...{ impact, conflicts, notice, roles, edit: mayEdit ? edit : null, comparedAt: comparedAt(project, detail) },
    template: templates.find(({ id }) => id === row.templateId) ?? null,
    ...{ own, capacityAction: capacityAction ?? null },
    // Somebody of one's own side who is not asked yet.
    others: own
      ? (edit?.choices.people ?? []).filter(({ side, name }) => side === own.side && !asked.has(`${side} ${name}`))
      : [],
    may: { plan: mayPlan },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { signedIn, id, detail } = await required(request, params.projectSlug, params.interventionId);
  const { project, actor, user, can } = signedIn;
  if (!can("intervention.answer")) throw forbidden();
  const form = await request.formData();
  const found = DEEDS.get(intentOf(form));
  if (!found) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if (!can(found.right)) throw forbidden();
  const own = detail.approvers.findLast(({ userId }) => userId === user.id);
  const approverId = (ownApprover(detail, user.id) ?? own)?.id ?? 0;
  const answer = await found.deed({ project, actor, id, approverId }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/interventions/${id}`, answer.done));
}

export const handle: PageHandle<{ row: { title: string }; frame: { project: { name: string } } }> = {
  title: (_t, { row, frame }) => `${row.title} · ${frame.project.name}`,
};

export default function InterventionPage() {
  const { t } = useTranslation("interventions");
  const shown = useLoaderData<typeof loader>();
  const viewer = useViewer();
  const { frame, now, row, plan, machines, services, impact, conflicts, roles, own, may, entries } = shown;
  const crumbs = [{ text: t("title"), to: `/projects/${frame.project.slug}/interventions` }, { text: row.title }];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader title={row.title} qualifier={<InterventionState state={row.state} />} />
      <DoneNote />
      {own && <AgreementAsk shown={shown} name={viewer.name ?? own.name} />}
      <div className="columns-side">
        <div>
          <Section title={t("facts.consequence")}>
            <PlanFacts plan={plan} requester={row.requesterName} machines={machines} services={services} />
            {shown.capacityAction && (
              <p className="mt-3">
                <Link to={`/projects/${frame.project.slug}/capacity/actions#action-${shown.capacityAction.id}`}>
                  {t("forAction", { title: shown.capacityAction.title })}
                </Link>
              </p>
            )}
          </Section>
          <Section title={t("impact.title")}>
            <Effect impact={impact} roles={roles} />
            <NoticeLine shown={shown} />
          </Section>
          <Section title={t("conflicts.title")}>
            <Conflicts conflicts={conflicts} />
          </Section>
          <Checklist shown={shown} />
          <PlanTexts plan={plan} />
          <Compared shown={shown} />
        </div>
        <div>
          {may.plan && !isOver(row.state) && <Acts shown={shown} />}
          <Agreement shown={shown} />
          <Course shown={shown} />
          <Record entries={entries} />
        </div>
      </div>
      <EditPlan shown={shown} />
    </StillFrame>
  );
}

/** What the contract will make of downtime in it. */
function NoticeLine({ shown: { row, notice, now } }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const key = noticeKey(row, notice, now);
  if (!key || !notice) return null;
  const when = row.announcedAt ? format.dateTime(parseInstant(row.announcedAt)) : "";
  const facts = { count: notice.days, until: format.dateTime(notice.until), when };
  return <p className="mt-3 text-[14px] text-ink2">{t(`notice.${key}`, facts)}</p>;
}

function noticeKey(row: Shown["row"], notice: Shown["notice"], now: number) {
  if (!notice || row.state === "cancelled") return null;
  if (row.announcedAt !== null) return notice.isKept ? "kept" : "missed";
  if (row.startedAt !== null) return "urgent";
  return now <= notice.until ? "inTime" : "late";
}
