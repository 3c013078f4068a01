import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { collectorAddress } from "#app/http/collector-address.server.ts";
import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { backupKeysOf } from "#domain/backups/keys.server.ts";
import { recoveryTermsOf, standingJobs, statementsOf } from "#domain/backups/queries.server.ts";
import { uncoveredIn } from "#domain/backups/uncovered.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { metricStore } from "#domain/metrics/store.server.ts";
import { isWithdrawable } from "#domain/projects/effect.ts";
import { applicationsOf } from "#domain/projects/queries.server.ts";

import { DEEDS } from "./answers.server.ts";
import { Gaps } from "./gaps.tsx";
import { Jobs } from "./jobs.tsx";
import { Keys } from "./keys.tsx";
import { NewJob } from "./new-job.tsx";
import { Promises } from "./promises.tsx";
import { Statements } from "./statements.tsx";
import { Summary } from "./summary.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

/** So many of the last times are drawn. */
const DRAWN = 21;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "backup.read");
  const { project, can } = signedIn;
  const db = database();
  const now = new Date();
  const manages = can("backup.manage");
  const [frame, jobs, terms, applications, machines, keys] = await Promise.all([
    projectFrame(signedIn),
    standingJobs(db, project, now),
    recoveryTermsOf(db, project.id),
    applicationsOf(db, project.id, now),
    machinesOf(db, [project.id]),
    manages ? backupKeysOf(db, project.id) : Promise.resolve([]),
  ]);
  const shown = jobs.map(({ shown: { standing, ...job } }) => {
    const slots = standing.slots.slice(-DRAWN).map(({ at, state, flags }) => ({ at, state, flags }));
    return { ...job, standing: { ...standing, slots } };
  });
  const [statements, uncovered] = await Promise.all([
    statementsOf(db, metricStore(), project, jobs, now),
    uncoveredIn(db, metricStore(), project, shown, now),
  ]);
  return json({
    ...{ frame, now: now.getTime(), jobs: shown, statements, uncovered, keys, collector: collectorAddress() },
    terms: terms.map((one) => ({
      ...one,
      isWithdrawable: manages && isWithdrawable({ ...one, createdAt: new Date(one.createdAt) }, project.timeZone, now),
    })),
    applications: applications.map(({ id, name }) => ({ id, name })),
    machines: machines.map(({ id, name }) => ({ id, name })),
    may: { manage: manages, accept: can("backup.accept") },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "backup.read");
  const form = await request.formData();
  const found = DEEDS.get(intentOf(form));
  if (!found) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if (!can(found.right)) throw forbidden();
  const answer = await found.deed({ project, actor }, form);
  if ("refused" in answer) return answer.refused;
  if ("shown" in answer) return answer.shown;
  return safeRedirect(donePath(`/projects/${project.slug}/backups`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("backups:title")} · ${frame.project.name}`,
};

export type BackupsData = ReturnType<typeof useLoaderData<typeof loader>>;

/** Whether everything is saved, since when, and whether it would come back; then application by application and backup by backup. */
export default function BackupsPage() {
  const { t } = useTranslation("backups");
  const data = useLoaderData<typeof loader>();
  const { frame, now, may } = data;
  const home = `/projects/${frame.project.slug}/backups`;
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} />
      <DoneNote />
      <Summary data={data} home={home} />
      <Statements data={data} />
      <Jobs data={data} home={home} />
      <Gaps data={data} />
      <Promises data={data} />
      {may.manage && (
        <div className="columns-half">
          <Keys data={data} />
          <NewJob data={data} />
        </div>
      )}
    </StillFrame>
  );
}
