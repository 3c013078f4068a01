import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden, notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { monthAfter, monthAt, parseMonth } from "#domain/availability/months.ts";
import { pricesOf, quotasOf } from "#domain/consumption/contract.server.ts";
import { meteredMonth } from "#domain/consumption/metered-month.server.ts";
import { consumptionOf } from "#domain/consumption/queries.server.ts";
import { statementOf } from "#domain/consumption/statement.server.ts";
import { dayIn, isWithdrawable } from "#domain/projects/effect.ts";

import { FORMS } from "./answers.server.ts";
import { MonthOfProject } from "./month.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "consumption.read");
  const { project, can } = signedIn;
  const now = new Date();
  const newest = monthAt(now.getTime(), project.timeZone);
  const asked = parseMonth(new URL(request.url).searchParams.get("month"));
  // Of a month to come nothing was used yet.
  const month = asked !== null && asked < newest ? asked : newest;
  const db = database();
  const metered = await meteredMonth(db, project.id, month, now.getTime());
  if (!metered) throw notFound();
  const [frame, consumption, statement, contract] = await Promise.all([
    projectFrame(signedIn),
    consumptionOf(metered),
    can("price.read") ? statementOf(db, metered) : null,
    can("price.manage") ? contractOf(project, now) : null,
  ]);
  const last = month === newest ? newest : monthAfter(month, 1);
  return json({
    frame,
    now: now.getTime(),
    months: [monthAfter(last, -2), monthAfter(last, -1), last],
    // Where a store stood at each run is for sums, not for the page.
    consumption: { ...consumption, backups: consumption.backups.map(({ held: _held, ...job }) => job) },
    statement,
    contract,
  });
}

/** What is agreed, for who may agree on more. */
async function contractOf({ id, timeZone }: { readonly id: number; readonly timeZone: string }, now: Date) {
  const [prices, quotas] = await Promise.all([pricesOf(database(), id), quotasOf(database(), id)]);
  const stillOpen = (effectiveOn: string, createdAt: Date) => isWithdrawable({ effectiveOn, createdAt }, timeZone, now);
  return {
    prices: prices.map(({ createdAt, ...row }) => ({
      ...row,
      isWithdrawable: stillOpen(row.effectiveOn, createdAt),
    })),
    quotas: quotas.map(({ createdAt, ...row }) => ({
      ...row,
      isWithdrawable: stillOpen(row.effectiveOn, createdAt),
    })),
    today: dayIn(timeZone, now),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug, "consumption.read");
  if (!can("price.manage")) throw forbidden();
  const form = await request.formData();
  const answering = FORMS.get(intentOf(form));
  if (!answering) return refuseForm(form, { form: "common:problems.custom" }, 400);
  const answer = await answering({ projectId: project.id, actor }, form);
  if ("refused" in answer) return answer.refused;
  const month = parseMonth(new URL(request.url).searchParams.get("month"));
  const seen = month ? `?month=${month}` : "";
  return safeRedirect(donePath(`/projects/${project.slug}/consumption${seen}`, answer.done));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("consumption:title")} · ${frame.project.name}`,
};

export type Shown = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

export default function ConsumptionPage() {
  const { t } = useTranslation("consumption");
  const { frame, ...shown } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={shown.now} crumbs={[{ text: t("title") }]}>
      <DoneNote />
      <MonthOfProject shown={shown} project={`/projects/${frame.project.slug}`} />
    </StillFrame>
  );
}
