import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden, notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { readForm } from "#app/http/uploads.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { jobDetail } from "#domain/backups/detail.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { applicationsOf } from "#domain/projects/queries.server.ts";

import { DEEDS } from "./answers.server.ts";
import { JobCharts } from "./charts.tsx";
import { JobVerdict } from "./job-verdict.tsx";
import { Proofs } from "./proofs.tsx";
import { Runs } from "./runs.tsx";
import { Settings } from "./settings.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

const SPANS = { "30": 30, "90": 90, "396": 396 } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "backup.read");
  const { project, can } = signedIn;
  const db = database();
  const now = new Date();
  const asked = new URL(request.url).searchParams.get("days") ?? "90";
  const days = SPANS[asked as keyof typeof SPANS] ?? 90;
  const job = await jobDetail(db, project, params.jobSlug ?? "", { days }, now);
  if (!job) throw notFound();
  const manages = can("backup.manage");
  const [frame, machines, applications] = await Promise.all([
    projectFrame(signedIn),
    manages ? machinesOf(db, [project.id]) : [],
    manages ? applicationsOf(db, project.id, now) : [],
  ]);
  return json({
    ...{ frame, now: now.getTime(), days, ...job },
    machines: machines.map(({ id, name }) => ({ id, name })),
    applications: applications.map(({ id, name }) => ({ id, name })),
    may: { manage: manages },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, user, actor, can } = await requireProject(request, params.projectSlug, "backup.read");
  const job = await jobDetail(database(), project, params.jobSlug ?? "", { days: 1 });
  if (!job) throw notFound();
  if (!can("backup.manage")) throw forbidden();
  const { form, refused } = await readForm(request, { projectId: project.id, uploaderId: user.id });
  if (refused[0]) return refuseForm(form, { attachment: `attachments:refused.${refused[0].reason}` }, 422);
  const found = DEEDS.get(intentOf(form));
  if (!found) return refuseForm(form, { form: "common:problems.custom" }, 400);
  const answer = await found({ project, actor: { ...actor, id: user.id }, jobId: job.job.id }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/backups/${job.job.slug}`, answer.done));
}

export const handle: PageHandle<{ job: { name: string }; frame: { project: { name: string } } }> = {
  title: (_t, { job, frame }) => `${job.name} · ${frame.project.name}`,
};

export type JobData = ReturnType<typeof useLoaderData<typeof loader>>;

/** One backup: how it stands, how long it takes and how big it is over time, its runs, its proofs, what staff say of it. */
export default function BackupPage() {
  const { t } = useTranslation("backups");
  const data = useLoaderData<typeof loader>();
  const { frame, now, job, may } = data;
  const home = `/projects/${frame.project.slug}/backups`;
  const what = [job.machine, job.databaseName, t(`tool.${job.tool}`)].filter(Boolean).join(" · ");
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title"), to: home }, { text: job.name }]}>
      <PageHeader title={job.name} qualifier={what} />
      <DoneNote />
      <JobVerdict data={data} />
      <JobCharts data={data} />
      <Runs data={data} home={home} />
      <Proofs data={data} />
      {may.manage && <Settings data={data} />}
    </StillFrame>
  );
}
