import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { database } from "#db/client.server.ts";
import { monthAfter, monthAt, parseMonth } from "#domain/availability/months.ts";
import { CLOCKS } from "#domain/clocks/clock.ts";
import { attainedRounds } from "#domain/tickets/attainment.server.ts";
import { attainmentOf } from "#domain/tickets/attainment.ts";
import { TICKET_PRIORITIES } from "#domain/tickets/ticket.ts";

import { Figures } from "./figures.tsx";
import { Rounds } from "./rounds.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const { project } = signedIn;
  const { searchParams } = new URL(request.url);
  const now = new Date();
  const newest = monthAt(now.getTime(), project.timeZone);
  const asked = parseMonth(searchParams.get("month"));
  // A month to come has nothing to tell.
  const month = asked !== null && asked < newest ? asked : newest;
  const priority = TICKET_PRIORITIES.find((one) => String(one) === searchParams.get("priority")) ?? null;
  const clock = CLOCKS.find((one) => one === searchParams.get("clock")) ?? null;
  const [frame, all] = await Promise.all([projectFrame(signedIn), attainedRounds(database(), project, month, now)]);
  const ofPriority = all.filter((round) => priority === null || round.priority === priority);
  return json({
    frame,
    now: now.getTime(),
    month,
    newest,
    priority,
    clock,
    figures: attainmentOf(ofPriority),
    rounds: ofPriority.filter((round) => clock === null || round.clock === clock),
  });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("clocks:attainment.title")} · ${frame.project.name}`,
};

export default function AttainmentPage() {
  const { t, i18n } = useTranslation("clocks");
  const { frame, now, month, newest, priority, clock, figures, rounds } = useLoaderData<typeof loader>();
  const home = `/projects/${frame.project.slug}/tickets`;
  const to = (change: Record<string, string | null>) => {
    const kept = { month, priority: priority === null ? null : String(priority), clock, ...change };
    const pairs = Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== null);
    return `${home}/clocks?${new URLSearchParams(pairs)}`;
  };
  const named = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" });
  const nameOf = (of: string) => named.format(Date.parse(`${of}-01T00:00:00Z`));
  const last = month === newest ? newest : monthAfter(month, 1);
  return (
    <StillFrame
      frame={frame}
      servedAt={now}
      crumbs={[{ text: t("tickets:title"), to: home }, { text: t("attainment.title") }]}
    >
      <PageHeader
        title={t("attainment.title")}
        qualifier={nameOf(month)}
        actions={
          <Segmented
            label={t("attainment.month")}
            value={month}
            choices={[monthAfter(last, -2), monthAfter(last, -1), last].map((of) => ({
              value: of,
              text: nameOf(of),
              to: to({ month: of }),
            }))}
          />
        }
      />
      <p className="label mt-2 mb-4">{t("attainment.note", { zone: frame.project.timeZone })}</p>
      <Segmented
        label={t("attainment.priority")}
        value={String(priority ?? "all")}
        choices={[
          { value: "all", text: t("attainment.allPriorities"), to: to({ priority: null }) },
          ...TICKET_PRIORITIES.map((one) => ({
            value: String(one),
            text: t("priority", { priority: one }),
            to: to({ priority: String(one) }),
          })),
        ]}
      />
      {figures.length === 0 ? (
        <EmptyState title={t("attainment.empty")} text={t("attainment.emptyText")} />
      ) : (
        <>
          <Figures figures={figures} chosen={clock} to={(of) => to({ clock: of === clock ? null : of })} />
          <Rounds rounds={rounds} home={home} isMonthOver={month < newest} />
          <p className="label mt-3">
            <Link to={`${home}/clocks/csv?month=${month}`} reloadDocument>
              {t("attainment.csv")}
            </Link>
          </p>
        </>
      )}
    </StillFrame>
  );
}
