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
import { placeAfter, placeOf } from "#app/ui/page-place.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { markPage, ownMarkIds } from "#domain/marks/queries.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";

import { record, withdraw } from "./answers.server.ts";
import { MarkForm } from "./mark-form.tsx";
import { Marks } from "./marks.tsx";

const SHOWN = 50;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project, user, can } = signedIn;
  const now = new Date();
  const after = placeAfter(new URL(request.url).searchParams.get("after"));
  const [frame, found] = await Promise.all([
    projectFrame(signedIn),
    markPage(database(), project.id, { after, limit: SHOWN + 1 }),
  ]);
  const marks = found.slice(0, SHOWN);
  const last = marks.at(-1);
  const ids = marks.map(({ id }) => id);
  const own = await ownMarkIds(database(), project.id, user.id, ids);
  const withdrawable = ids.filter((id) => can("mark.withdraw") || (can("mark.write") && own.has(id)));
  return json({
    frame,
    now: now.getTime(),
    localNow: wallTime(now.getTime(), project.timeZone).slice(0, 16),
    marks,
    isFirstPage: after === undefined,
    older: found.length > SHOWN && last ? placeOf(last.at, last.id) : null,
    withdrawable,
    mayWrite: can("mark.write"),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "mark.write");
  const form = await request.formData();
  const asked = { project, actor, mayOfOthers: can("mark.withdraw") };
  const answers = new Map([
    ["record", record],
    ["withdraw", withdraw],
  ]);
  const answer = await answers.get(intentOf(form))?.(asked, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/events`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("marks:title")} · ${frame.project.name}`,
};

export default function EventsPage() {
  const { t } = useTranslation("marks");
  const data = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={data.frame} servedAt={data.now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} qualifier={t("qualifier")} />
      <DoneNote />
      <div className={data.mayWrite ? "columns-side" : undefined}>
        <Marks {...data} />
        {data.mayWrite && <MarkForm localNow={data.localNow} timeZone={data.frame.project.timeZone} />}
      </div>
    </StillFrame>
  );
}
