import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { lossesByStart } from "#app/http/storefront-picture.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { decisionsOf } from "#domain/availability/decisions.ts";
import { downtimeOf } from "#domain/availability/downtime.ts";
import { keptFiles, picturesWithin, runEvidence } from "#domain/availability/evidence.server.ts";
import { monthAfter, monthAt, monthStretch, parseMonth } from "#domain/availability/months.ts";
import { dayPictures, stoppagesWithEvidence, yearPicture } from "#domain/availability/picture.ts";
import { accountOf, contestsOf, monthsBack, servicesOf } from "#domain/availability/queries.server.ts";

import { FORMS } from "./answers.server.ts";
import { fieldTime, namedOutage, openedOf } from "./form.ts";
import { MonthOfService } from "./month.tsx";
import { outagePicture } from "./outage-picture.server.ts";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project, can } = signedIn;
  const { timeZone } = project;
  const { searchParams } = new URL(request.url);
  const now = Date.now();
  const newest = monthAt(now, timeZone);
  const named = namedOutage(searchParams.get("outage"));
  const asked = parseMonth(searchParams.get("month")) ?? (named === null ? null : monthAt(named, timeZone));
  // A month to come has nothing to tell.
  const month = asked !== null && asked < newest ? asked : newest;
  const db = database();
  const [frame, services] = await Promise.all([projectFrame(signedIn), servicesOf(db, project.id)]);
  const service = services.find(({ slug }) => slug === searchParams.get("service")) ?? services[0];
  if (!service) return json({ frame, now, shown: null });

  const [accounts, contests] = await Promise.all([
    Promise.all(services.map((one) => accountOf(db, project, one, monthsBack(month, 12, timeZone), now))),
    contestsOf(db, service.id, monthStretch(month, timeZone)),
  ]);
  const account = accounts[services.indexOf(service)];
  if (!account) throw new Error("each service has an account");
  const accounted = accountMonth(account, month);
  const stoppages = stoppagesWithEvidence(account, accounted.segments);
  const down = stoppages.filter(({ observed }) => observed === "down");
  const withNotes = can("incident.manage");
  const [losses, outage, pictures, kept] = await Promise.all([
    lossesByStart(project, stoppages, now),
    outagePicture({ project, account, stoppages, asked: named, withNotes }, now),
    picturesWithin(db, project.id, down),
    runEvidence(
      db,
      project.id,
      stoppages.flatMap(({ evidence }) => evidence.flatMap(({ runId }) => runId ?? [])),
    ),
  ]);
  const opened = openedOf((name) => searchParams.get(name));
  const { stretch, figures, precisionSeconds } = accounted;
  const last = month === newest ? newest : monthAfter(month, 1);
  const shown = {
    month,
    service,
    services,
    stretch,
    figures,
    precisionSeconds,
    months: [monthAfter(last, -2), monthAfter(last, -1), last],
    days: dayPictures(accounted, timeZone),
    stoppages,
    outage,
    losses: losses && Object.fromEntries(losses),
    pictures: Object.fromEntries(pictures),
    evidence: Object.fromEntries(kept.map(({ id, evidence }) => [id, keptFiles(evidence)])),
    downtimes: accounts.map((one) => downtimeOf(one, month)),
    year: yearPicture(account, month),
    decisions: decisionsOf(account, stretch),
    contests,
    may: { decide: can("availability.reclassify"), contest: can("availability.contest") },
    chosen: opened && { ...opened, fromTime: fieldTime(opened.from, timeZone), toTime: fieldTime(opened.to, timeZone) },
  };
  return json({ frame, now, shown });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, can } = await requireProject(request, params.projectSlug);
  const form = await request.formData();
  const asked = FORMS.get(intentOf(form));
  if (!asked) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if (!can(asked.action)) throw forbidden();
  const answer = await asked.answer({ project, actor }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/availability${seenIn(request, answer.month)}`, answer.done));
}

/** The same service and month of the page, or the month in which there is something new to see. */
function seenIn(request: Request, month: string | undefined): string {
  const { searchParams } = new URL(request.url);
  const kept = [
    ["month", month ?? parseMonth(searchParams.get("month"))],
    ["service", searchParams.get("service")],
  ].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("availability:title")} · ${frame.project.name}`,
};

export default function AvailabilityPage() {
  const { t } = useTranslation("availability");
  const { frame, now, shown } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <DoneNote />
      {shown ? (
        <MonthOfService shown={shown} now={now} project={`/projects/${frame.project.slug}`} />
      ) : (
        <EmptyState title={t("none")} text={t("noneText")} />
      )}
    </StillFrame>
  );
}
