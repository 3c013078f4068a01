import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireReader } from "#app/http/knowledge-reader.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { askedFrom, projectOf } from "#app/ui/search/addresses.ts";
import { Shell } from "#app/ui/shell.tsx";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { searchHits } from "#domain/search/queries.server.ts";
import { searchText } from "#domain/search/question.ts";
import { ticketReader } from "#domain/tickets/list/reader.ts";

import { Results } from "./results.tsx";
import { SearchForm } from "./search-form.tsx";

const USUAL_ZONE = "Europe/Paris";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const { user, memberships, reader, projects, locale } = await requireReader(request);
  const query = new URL(request.url).searchParams;
  const text = searchText(query.get("q"));
  const on = askedFrom(query.get("on"));
  const here = projects.find(({ slug }) => slug === projectOf(on));
  const timeZone = (here ?? projects[0])?.timeZone ?? USUAL_ZONE;
  const now = new Date();
  return json({
    text,
    on,
    timeZone,
    now: now.getTime(),
    namesProjects: projects.length > 1,
    hits: await searchHits(
      database(),
      projects,
      { text, timeZone, reader: ticketReader(user.id, memberships, projects), articles: { reader, locale } },
      now,
    ),
    project: here ? { name: here.name, to: `/projects/${here.slug}` } : null,
    projectCount: projects.length,
    isStaff: isAllowed(memberships, "wall.read", { kind: "platform" }),
  });
}

export const handle: PageHandle<{ text: string }> = {
  title: (t, { text }) => (text === "" ? t("search:title") : t("search:titleOf", { text })),
};

export default function SearchPage() {
  const { t } = useTranslation("search");
  const answer = useLoaderData<typeof loader>();
  const { project, projectCount, isStaff } = answer;
  const entries = project
    ? [{ to: project.to, text: t("back", { project: project.name }), end: true, tab: "home" as const }]
    : [{ to: "/projects", text: t("ui:places.projects"), count: projectCount, tab: "projects" as const, end: true }];
  return (
    <Shell
      title={isStaff ? t("projects:nav.operations") : t("ui:places.projects")}
      project={project}
      entries={entries}
      crumbs={[{ text: t("title") }]}
    >
      <PageHeader title={t("title")} qualifier={t("qualifier")} />
      <SearchForm text={answer.text} on={answer.on} />
      <Results answer={answer} />
    </Shell>
  );
}
