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
import { planIntervention } from "#domain/interventions/commands.server.ts";

import { prefillOf } from "./prefill.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "intervention.plan");
  const { project } = signedIn;
  const [frame, choices] = await Promise.all([projectFrame(signedIn), planChoices(project, signedIn)]);
  const now = Date.now();
  const values = prefillOf(new URL(request.url).searchParams, choices, now, project.timeZone);
  return json({ frame, now, choices, values });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "intervention.plan");
  const form = await request.formData();
  const typed = planForm(project.timeZone).safeParse(fieldsOf(form, PLAN_LISTS));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await planIntervention(database(), project.id, actor, typed.data);
  if ("refused" in answer) return refuseIntervention(form, answer);
  return safeRedirect(donePath(`/projects/${project.slug}/interventions/${answer.id}`, "interventionPlanned"));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("interventions:planNew")} · ${frame.project.name}`,
};

export default function NewInterventionPage() {
  const { t } = useTranslation("interventions");
  const { frame, now, choices, values } = useLoaderData<typeof loader>();
  const { slug, timeZone } = frame.project;
  const crumbs = [{ text: t("title"), to: `/projects/${slug}/interventions` }, { text: t("planNew") }];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader title={t("planNew")} />
      <p className="pb-4 text-ink2">{t("form.lead")}</p>
      <RecordForm intent="plan" verb={t("form.verb")} wide>
        <PlanFields values={values} choices={choices} timeZone={timeZone} mayChangeApprovers />
      </RecordForm>
    </StillFrame>
  );
}
