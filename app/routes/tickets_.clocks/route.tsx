import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireUser } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { monthAfter, monthAt, parseMonth } from "#domain/availability/months.ts";
import { isStaff } from "#domain/identity/permissions.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { TICKET_PRIORITIES } from "#domain/tickets/ticket.ts";

import { attainmentByClient } from "./clients.server.ts";
import { Clients } from "./clients.tsx";

/** Which month is the present one, where the projects have several zones. */
const USUAL_ZONE = "Europe/Paris";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const { searchParams } = new URL(request.url);
  const now = new Date();
  const newest = monthAt(now.getTime(), USUAL_ZONE);
  const asked = parseMonth(searchParams.get("month"));
  // A month to come has nothing to tell.
  const month = asked !== null && asked < newest ? asked : newest;
  const priority = TICKET_PRIORITIES.find((one) => String(one) === searchParams.get("priority")) ?? null;
  const projects = await projectsOf(database(), memberships);
  const clients = await attainmentByClient(projects, month, priority, now);
  return json({ month, newest, priority, clients, isStaff: isStaff(memberships) });
}

export const handle: PageHandle = { title: (t) => t("clocks:attainment.byClient") };

export default function AttainmentByClientPage() {
  const { t, i18n } = useTranslation("clocks");
  const { month, newest, priority, clients, isStaff: asStaff } = useLoaderData<typeof loader>();
  const query = (change: { month?: string; priority?: string | null }) => {
    const kept = { month, priority: priority === null ? null : String(priority), ...change };
    const pairs = Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== null);
    return `?${new URLSearchParams(pairs)}`;
  };
  const named = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" });
  const nameOf = (of: string) => named.format(Date.parse(`${of}-01T00:00:00Z`));
  const last = month === newest ? newest : monthAfter(month, 1);
  const months = [monthAfter(last, -2), monthAfter(last, -1), last];
  return (
    <TimeZoneProvider timeZone={USUAL_ZONE}>
      <Shell
        title={asStaff ? t("projects:nav.operations") : t("ui:places.projects")}
        entries={[{ to: "/tickets", text: t("tickets:title"), tab: "tickets", end: true }]}
        crumbs={[{ text: t("tickets:title"), to: "/tickets" }, { text: t("attainment.byClient") }]}
      >
        <PageHeader
          title={t("attainment.byClient")}
          qualifier={nameOf(month)}
          actions={
            <Segmented
              label={t("attainment.month")}
              value={month}
              choices={months.map((of) => ({ value: of, text: nameOf(of), to: query({ month: of }) }))}
            />
          }
        />
        <p className="label mt-2 mb-4">{t("attainment.byClientNote")}</p>
        <Segmented
          label={t("attainment.priority")}
          value={String(priority ?? "all")}
          choices={[
            { value: "all", text: t("attainment.allPriorities"), to: query({ priority: null }) },
            ...TICKET_PRIORITIES.map((one) => ({
              value: String(one),
              text: t("priority", { priority: one }),
              to: query({ priority: String(one) }),
            })),
          ]}
        />
        <Clients clients={clients} query={query({})} />
      </Shell>
    </TimeZoneProvider>
  );
}
