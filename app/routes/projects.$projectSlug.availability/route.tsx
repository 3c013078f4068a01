import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { monthAfter, monthAt, parseMonth } from "#domain/availability/months.ts";
import { dayPictures, stoppagesWithEvidence, yearPicture } from "#domain/availability/picture.ts";
import { accountOf, monthsBack, servicesOf } from "#domain/availability/queries.server.ts";

import { MonthOfService } from "./month.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project } = signedIn;
  const { timeZone } = project;
  const { searchParams } = new URL(request.url);
  const now = Date.now();
  const newest = monthAt(now, timeZone);
  const asked = parseMonth(searchParams.get("month"));
  // A month to come has nothing to tell.
  const month = asked !== null && asked < newest ? asked : newest;
  const db = database();
  const [frame, services] = await Promise.all([projectFrame(signedIn), servicesOf(db, project.id)]);
  const service = services.find(({ slug }) => slug === searchParams.get("service")) ?? services[0];
  if (!service) return json({ frame, now, shown: null });

  const account = await accountOf(db, project, service, monthsBack(month, 12, timeZone), now);
  const accounted = accountMonth(account, month);
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
    stoppages: stoppagesWithEvidence(account, accounted.segments),
    year: yearPicture(account, month),
  };
  return json({ frame, now, shown });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("availability:title")} · ${frame.project.name}`,
};

export default function AvailabilityPage() {
  const { t } = useTranslation("availability");
  const { frame, now, shown } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      {shown ? (
        <MonthOfService shown={shown} now={now} home={`/projects/${frame.project.slug}/availability`} />
      ) : (
        <EmptyState title={t("none")} text={t("noneText")} />
      )}
    </StillFrame>
  );
}
