import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { probesOfProject } from "#domain/checks/probes.server.ts";
import { checksOfProject, runsOfCheck } from "#domain/checks/queries.server.ts";

import { add, edit, run } from "./answers.server.ts";
import { CheckFields } from "./check-fields.tsx";
import { CheckTable } from "./check-table.tsx";
import { OneCheck } from "./one-check.tsx";
import { SilentChecks } from "./silent-checks.tsx";

const RUNS_SHOWN = 30;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "check.read");
  const { project } = signedIn;
  const now = new Date();
  const [frame, checks, probes] = await Promise.all([
    projectFrame(signedIn),
    checksOfProject(database(), project.id, now),
    probesOfProject(database(), project.id),
  ]);
  const asked = Number(new URL(request.url).searchParams.get("check"));
  const chosen = checks.find(({ id }) => id === asked) ?? checks[0];
  const runs = chosen ? await runsOfCheck(database(), project.id, chosen.id, RUNS_SHOWN) : [];
  return json({ frame, now: now.getTime(), checks, probes, chosen: chosen ?? null, runs });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "check.manage");
  const form = await request.formData();
  const answers = new Map([
    ["add", add],
    ["edit", edit],
    ["run", run],
  ]);
  const answer = await answers.get(intentOf(form))?.({ projectId: project.id, actor }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/checks?check=${answer.checkId}`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("checks:title")} · ${frame.project.name}`,
};

export default function ChecksPage() {
  const { t } = useTranslation("checks");
  const { frame, now, checks, probes, chosen, runs } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} qualifier={t("qualifier")} />
      <DoneNote />
      <SilentChecks {...{ checks, now }} />
      <CheckTable {...{ checks, now }} slug={frame.project.slug} chosenId={chosen?.id ?? null} />
      <Disclosure summary={t("add")} intent="add">
        <CheckFields intent="add" verb={t("add")} probes={probes} />
      </Disclosure>
      {chosen && <OneCheck key={chosen.id} {...{ probes, runs, now }} check={chosen} slug={frame.project.slug} />}
    </StillFrame>
  );
}
