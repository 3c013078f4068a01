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
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { dueReason, isOpen } from "#domain/capacity/action.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";

import { FORMS } from "./answers.server.ts";
import { Board } from "./board.tsx";
import { boardPicture } from "./picture.server.ts";
import { ProposalFields } from "./proposal-fields.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "capacity.read");
  const { project, can } = signedIn;
  const now = Date.now();
  const may = { plan: can("capacity.plan"), answer: can("capacity.answer"), work: can("intervention.plan") };
  const about = new URL(request.url).searchParams.get("about");
  const [frame, picture] = await Promise.all([
    projectFrame(signedIn),
    boardPicture({ project, about, mayPlan: may.plan }, now),
  ]);
  return json({ frame, now, today: wallTime(now, project.timeZone).slice(0, 10), may, ...picture });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "capacity.read");
  const form = await request.formData();
  const asked = FORMS.get(intentOf(form));
  if (!asked) {
    if (!can("capacity.plan") && !can("capacity.answer")) throw forbidden();
    return refuseForm(form, { form: "common:problems.custom" }, 400);
  }
  if (!can(asked.action)) throw forbidden();
  const answer = await asked.answer({ project, actor }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/capacity/actions`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("capacity:board.title")} · ${frame.project.name}`,
};

export type BoardData = ReturnType<typeof useLoaderData<typeof loader>>;

/** What is done before something is short, from the proposal to what it changed. */
export default function ActionsPage() {
  const { t } = useTranslation("capacity");
  const data = useLoaderData<typeof loader>();
  const { frame, now, choices, chosen, may } = data;
  const capacity = `/projects/${frame.project.slug}/capacity`;
  const crumbs = [{ text: t("title"), to: capacity }, { text: t("board.title") }];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <DoneNote />
      <PageHeader title={t("board.title")} actions={<Link to={`${capacity}/what-if`}>{t("actions.whatIf")}</Link>} />
      <BoardVerdict data={data} />
      <GoneForm isShown={({ intent, typed }) => isFormShown(intent, typed.actionId?.at(-1), data)} />
      {may.plan && choices && (
        <details className="disclosure mt-3" open={chosen !== null || undefined}>
          <summary>{t("board.propose")}</summary>
          <div className="disclosure-body">
            <RecordForm intent="propose" verb={t("board.proposeVerb")} wide>
              <ProposalFields choices={choices} values={{ about: chosen?.key, leadDays: choices.leadDays }} />
            </RecordForm>
          </div>
        </details>
      )}
      <Board data={data} />
    </StillFrame>
  );
}

const OF_PROPOSED = ["agree", "otherwise", "change"];

/** Whether the page still has the form that was sent: what it may do depends on the state of its action. */
function isFormShown(intent: string, actionId: string | undefined, { actions }: BoardData): boolean {
  if (intent === "propose") return true;
  const state = actions.find(({ id }) => String(id) === actionId)?.state;
  if (state === undefined || !isOpen(state)) return false;
  return intent === "drop" || OF_PROPOSED.includes(intent) === (state === "proposed");
}

/** Who waits for whom: the client for nobody's patience, staff for what is due. */
function BoardVerdict({ data: { actions, today, may } }: { data: BoardData }) {
  const { t } = useTranslation("capacity");
  const unanswered = actions.filter(({ state, answeredAt }) => state === "proposed" && answeredAt === null).length;
  const due = actions.filter((one) => dueReason(one, today) !== null).length;
  if (may.answer) {
    return <Verdict state={unanswered > 0 ? "sign" : "ok"}>{t("board.yours", { count: unanswered })}</Verdict>;
  }
  return (
    <Verdict state={due > 0 ? "warn" : unanswered > 0 ? "plan" : "ok"}>
      {t("board.due", { count: due })}
      {unanswered > 0 && t("board.theirs", { count: unanswered })}
    </Verdict>
  );
}
