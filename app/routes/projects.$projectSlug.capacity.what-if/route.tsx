import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { GoneForm } from "#app/ui/capacity/gone-form.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { eventStanding } from "#domain/capacity/expected/event.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";

import { FORMS } from "./answers.server.ts";
import { ExpectedEvents } from "./expected-events.tsx";
import { whatIfPicture } from "./picture.server.ts";
import { QuestionForm } from "./question-form.tsx";
import { Result, ResultVerdict } from "./result.tsx";
import { TierCapacity } from "./tier-capacity.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "capacity.read");
  const { project, can } = signedIn;
  const now = Date.now();
  const today = wallTime(now, project.timeZone).slice(0, 10);
  const search = new URL(request.url).searchParams;
  const [frame, picture] = await Promise.all([projectFrame(signedIn), whatIfPicture({ project, search, today }, now)]);
  return json({ frame, now, today, mayExpect: can("capacity.event"), ...picture });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "capacity.read");
  if (!can("capacity.event")) throw forbidden();
  const form = await request.formData();
  const answer = await FORMS.get(intentOf(form))?.({ project, actor }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/capacity/what-if`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("capacity:whatIf.title")} · ${frame.project.name}`,
};

export type WhatIfData = ReturnType<typeof useLoaderData<typeof loader>>;

/** What a change would do to the time remaining, what is expected of the shop, and what its tiers carry. */
export default function WhatIfPage() {
  const { t } = useTranslation("capacity");
  const data = useLoaderData<typeof loader>();
  const capacity = `/projects/${data.frame.project.slug}/capacity`;
  const crumbs = [{ text: t("title"), to: capacity }, { text: t("whatIf.title") }];
  return (
    <StillFrame frame={data.frame} servedAt={data.now} crumbs={crumbs}>
      <DoneNote />
      <PageHeader title={t("whatIf.title")} actions={<Link to={`${capacity}/actions`}>{t("board.title")}</Link>} />
      <ResultVerdict data={data} />
      <QuestionForm data={data} />
      <Result data={data} />
      <GoneForm isShown={({ intent, typed }) => isFormShown(intent, typed.eventId?.at(-1), data)} />
      <ExpectedEvents data={data} />
      <TierCapacity tiers={data.orders} />
    </StillFrame>
  );
}

/** Whether the page still has the form that was sent: what is over or withdrawn has none. */
function isFormShown(intent: string, eventId: string | undefined, { events, today }: WhatIfData): boolean {
  if (intent === "expect") return true;
  const event = events.find(({ id }) => String(id) === eventId);
  return event !== undefined && ["coming", "running"].includes(eventStanding(event, today));
}
