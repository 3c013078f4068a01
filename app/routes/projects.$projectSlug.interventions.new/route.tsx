import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { PLAN_LISTS, planForm } from "#app/http/intervention-form.ts";
import { planChoices, refuseIntervention } from "#app/http/interventions.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { PlanFields } from "#app/ui/interventions/plan-fields.tsx";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { linkAction } from "#domain/capacity/action-course-commands.server.ts";
import { planIntervention } from "#domain/interventions/commands.server.ts";

import { prefillOf } from "./prefill.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "intervention.plan");
  const { project } = signedIn;
  const [frame, choices] = await Promise.all([projectFrame(signedIn), planChoices(project, signedIn)]);
  const now = Date.now();
  const url = new URL(request.url);
  const values = prefillOf(url.searchParams, choices, now, project.timeZone);
  return json({ frame, now, choices, values, capacityAction: namedAction(url.searchParams.get("capacityAction")) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "intervention.plan");
  const form = await request.formData();
  const typed = planForm(project.timeZone).safeParse(fieldsOf(form, PLAN_LISTS));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await planIntervention(database(), project.id, actor, typed.data);
  if ("refused" in answer) return refuseIntervention(form, answer);
  const named = namedAction(form.get("capacityAction"));
  // Where the action has gone on meanwhile, the plan stands all the same: the board ties them by hand.
  if (named) await linkAction(database(), project.id, actor, { ...named, interventionId: answer.id });
  return safeRedirect(donePath(`/projects/${project.slug}/interventions/${answer.id}`, "interventionPlanned"));
}

/** "12-4": the action of capacity that the work is for, as it was read; null for none. */
function namedAction(text: unknown): { readonly id: number; readonly version: number } | null {
  const [, id, version] = /^(\d{1,9})-(\d{1,9})$/.exec(typeof text === "string" ? text : "") ?? [];
  return id && version ? { id: Number(id), version: Number(version) } : null;
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("interventions:planNew")} · ${frame.project.name}`,
};

export default function NewInterventionPage() {
  const { t } = useTranslation("interventions");
  const { frame, now, choices, values, capacityAction } = useLoaderData<typeof loader>();
  const { slug, timeZone } = frame.project;
  const crumbs = [{ text: t("title"), to: `/projects/${slug}/interventions` }, { text: t("planNew") }];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader title={t("planNew")} />
      <p className="pb-4 text-ink2">{t("form.lead")}</p>
      <RecordForm
        intent="plan"
        hidden={capacityAction ? { capacityAction: `${capacityAction.id}-${capacityAction.version}` } : undefined}
        verb={t("form.verb")}
        wide
      >
        <PlanFields values={values} choices={choices} timeZone={timeZone} mayChangeApprovers />
      </RecordForm>
    </StillFrame>
  );
}
