import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { fieldsOf } from "#app/http/form-answer.server.ts";
import { rowId } from "#app/http/form-fields.ts";
import { requireUser } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { Shell } from "#app/ui/shell.tsx";
import { database } from "#db/client.server.ts";
import { markRead } from "#domain/notifications/commands.server.ts";
import { noticePage, noticeReader, unreadNotices } from "#domain/notifications/inbox.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { NoticeRow } from "./notice-row.tsx";
import { ProjectFilter } from "./project-filter.tsx";

const PAGE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { user, memberships } = await requireUser(request);
  const db = database();
  const asked = new URL(request.url).searchParams;
  const projects = await projectsOf(db, memberships);
  const reader = noticeReader(user.id, memberships, projects);
  const project = projects.find(({ slug }) => slug === asked.get("project"));
  const before = Number(asked.get("before"));
  const question = {
    projectId: project?.id,
    unreadOnly: asked.has("unread"),
    beforeId: Number.isSafeInteger(before) && before > 0 ? before : undefined,
    limit: PAGE + 1,
  };
  const [found, unread] = await Promise.all([noticePage(db, reader, question), unreadNotices(db, reader)]);
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  return json({
    now: Date.now(),
    unread,
    unreadOnly: question.unreadOnly,
    project: project?.slug ?? "",
    projects: projects.map(({ slug, name }) => ({ slug, name })),
    notices: found.slice(0, PAGE).map(({ id, kind, path, data, at, readAt, projectId }) => ({
      ...{ id, kind, path, data },
      at: at.toISOString(),
      isRead: readAt !== null,
      project: projectId === null ? null : (names.get(projectId) ?? null),
    })),
    olderThan: found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null,
  });
}

const Marked = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read"), id: rowId }),
  z.object({ intent: z.literal("read-all") }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { user } = await requireUser(request);
  const form = Marked.safeParse(fieldsOf(await request.formData()));
  if (!form.success) return json({ problems: { form: "admin:refused.absent" } }, 400);
  // One's own only: an id of somebody else's marks nothing.
  await markRead(database(), user.id, form.data.intent === "read" ? { ids: [form.data.id] } : "all");
  const { search } = new URL(request.url);
  return safeRedirect(`/notifications${new URLSearchParams(search).has("unread") ? "?unread" : ""}`);
}

export const handle: PageHandle = { title: (t) => t("notifications:title") };

export default function NotificationsPage() {
  const { t } = useTranslation("notifications");
  const { now, notices, unread, unreadOnly, project, projects, olderThan } = useLoaderData<typeof loader>();
  const address = (change: Record<string, string | null>) => {
    const query = new URLSearchParams();
    const wanted = { project: project || null, unread: unreadOnly ? "1" : null, ...change };
    for (const [name, value] of Object.entries(wanted)) if (value !== null) query.set(name, value);
    return `/notifications${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <Shell
      title={t("title")}
      entries={[{ to: "/projects", text: t("ui:places.projects") }]}
      crumbs={[{ text: t("title") }]}
    >
      <PageHeader title={t("title")} qualifier={t("unread", { count: unread })} />
      <div className="notice-tools">
        <Segmented
          label={t("which")}
          value={unreadOnly ? "unread" : "all"}
          choices={[
            { value: "all", text: t("all"), to: address({ unread: null }) },
            { value: "unread", text: t("unreadOnly"), to: address({ unread: "1" }) },
          ]}
        />
        {projects.length > 1 && <ProjectFilter {...{ project, projects, unreadOnly }} />}
        <span className="notice-tools-side">
          <Link to="/account#notices">{t("choose")}</Link>
          {unread > 0 && (
            <Form method="post">
              <input type="hidden" name="intent" value="read-all" />
              <Button type="submit" look="quiet">
                {t("readAll")}
              </Button>
            </Form>
          )}
        </span>
      </div>
      {notices.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} now={now} />
        ))}
      </ul>
      {olderThan !== null && <Link to={address({ before: String(olderThan) })}>{t("older")}</Link>}
    </Shell>
  );
}
