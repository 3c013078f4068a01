import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { Exceptions, Verdict } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { cockpitPicture } from "./picture.server.ts";
import { useOurs, useTheirs } from "./waits.ts";
import { Week } from "./week.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships, user } = await requirePlatform(request, "cockpit.read");
  const managed = (await projectsOf(database(), memberships)).filter(({ id, clientId }) =>
    isAllowed(memberships, "project.manage", { kind: "project", clientId, projectId: id }),
  );
  const asked = { userId: user.id, projects: managed, locale: asLocale(user.locale) };
  // The clock of the first project: somebody who runs projects in several zones sees each in its own page.
  return json({ ...(await cockpitPicture(asked, new Date())), timeZone: managed[0]?.timeZone ?? "Europe/Paris" });
}

export const handle: PageHandle = { title: (t) => t("cockpit:title") };

export default function CockpitPage() {
  const picture = useLoaderData<typeof loader>();
  return (
    <TimeZoneProvider timeZone={picture.timeZone}>
      <Cockpit />
    </TimeZoneProvider>
  );
}

function Cockpit() {
  const { t } = useTranslation("cockpit");
  const picture = useLoaderData<typeof loader>();
  const [ours, theirs] = [useOurs(picture), useTheirs(picture)];
  const worst = ours[0]?.state;
  return (
    <Shell
      title={t("projects:nav.operations")}
      projects={picture.projects.map(({ slug, name, clientName }) => ({ name, clientName, to: `/projects/${slug}` }))}
      entries={[{ to: "/cockpit", text: t("ui:places.cockpit"), tab: "tasks", end: true }]}
      crumbs={[{ text: t("title") }]}
    >
      <PageHeader title={t("title")} qualifier={t("of", { count: picture.projects.length })} />
      <Verdict state={worst ?? "ok"}>
        {t("waiting", { count: ours.length })}
        {t("withClient", { count: theirs.length })}
      </Verdict>
      <Exceptions rows={ours} limit={40} />
      <Section title={t("theirs.title")}>
        {theirs.length === 0 && <EmptyState title={t("theirs.none")} text={t("theirs.noneText")} />}
        <Exceptions rows={theirs} limit={40} />
      </Section>
      <Week work={picture.work} projects={picture.projects} />
    </Shell>
  );
}
