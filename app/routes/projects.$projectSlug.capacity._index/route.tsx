import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { Button } from "#app/ui/button.tsx";
import { useActionWords } from "#app/ui/capacity/action-words.ts";
import { useCapacitySentences } from "#app/ui/capacity/capacity-sentences.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { parseMonth } from "#domain/availability/months.ts";
import { reliefs } from "#domain/capacity/action-effect.ts";
import { actionsOf } from "#domain/capacity/actions.server.ts";
import { keyOf } from "#domain/capacity/what-if.ts";

import { FORMS } from "./answers.server.ts";
import { ForecastCharts } from "./forecast-charts.tsx";
import { capacityPicture } from "./picture.server.ts";
import { PlannedActions } from "./planned-actions.tsx";
import { TimeRemaining } from "./remaining.tsx";
import { ScoreCard } from "./score-card.tsx";
import { Settings } from "./settings-form.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "capacity.read");
  const { project, can } = signedIn;
  const now = Date.now();
  const month = parseMonth(new URL(request.url).searchParams.get("month"));
  const [frame, picture, actions] = await Promise.all([
    projectFrame(signedIn),
    capacityPicture({ project, month }, now),
    actionsOf(database(), project.id),
  ]);
  return json({ frame, now, picture, actions, mayPlan: can("capacity.plan"), mayAnswer: can("capacity.answer") });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "capacity.read");
  if (!can("capacity.plan")) throw forbidden();
  const form = await request.formData();
  const answer = await FORMS.get(intentOf(form))?.({ project, actor }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/capacity`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("capacity:title")} · ${frame.project.name}`,
};

/** How long what there is lasts, what is expected, and whether we were right before. */
export default function CapacityPage() {
  const { t } = useTranslation("capacity");
  const { frame, now, picture, actions, mayPlan, mayAnswer } = useLoaderData<typeof loader>();
  const { rows, settings, today, madeOn, madeAt, charts, score, month } = picture;
  const capacity = `/projects/${frame.project.slug}/capacity`;
  const { state, sentences } = useCapacitySentences()(picture.sentence, now);
  const { relieves } = useActionWords();
  const relieved = reliefs(actions);
  const relief = "first" in picture.sentence ? relieved.get(keyOf(picture.sentence.first)) : undefined;
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <DoneNote />
      <PageHeader
        title={t("title")}
        qualifier={madeAt === null ? undefined : <MadeAt at={madeAt} />}
        actions={mayPlan && <Recalculate />}
      />
      <div className="capacity-verdict">
        <Verdict state={state}>{sentences}</Verdict>
        {relief && <p className="capacity-relief">{relieves(relief)}</p>}
      </div>
      {madeOn === null ? (
        <EmptyState title={t("none")} text={t("noneText")} />
      ) : (
        <>
          <TimeRemaining rows={rows} relieved={relieved} settings={settings} today={today} />
          <PlannedActions capacity={capacity} actions={actions} mayAnswer={mayAnswer} />
          <ForecastCharts charts={charts} madeOn={madeOn} />
          <ScoreCard rows={score} month={month} monthTo={(of) => `${capacity}?month=${of}#score`} />
        </>
      )}
      {mayPlan && <Settings settings={settings} />}
      <p className="label mt-6">{t("about")}</p>
    </StillFrame>
  );
}

function MadeAt({ at }: { at: number }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  return <>{t("madeAt", { when: format.dateTime(at) })}</>;
}

function Recalculate() {
  const { t } = useTranslation("capacity");
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="recalculate" />
      <Button type="submit">{t("recalculate")}</Button>
    </Form>
  );
}
