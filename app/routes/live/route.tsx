import type { LoaderFunctionArgs } from "@remix-run/node";

import { databaseWatch } from "#app/http/database-watch.server.ts";
import { liveFeed } from "#app/http/feed.server.ts";
import { filtersOf } from "#app/http/live-events.server.ts";
import { liveStream } from "#app/http/live-stream.server.ts";
import { onNotices, unreadOf } from "#app/http/notices.server.ts";
import { requireUser, stillAllowed } from "#app/http/require.server.ts";
import { onRevocation } from "#app/http/revocations.server.ts";
import { onTicketNews } from "#app/http/ticket-news.server.ts";
import { database } from "#db/client.server.ts";
import { isAllowed, type Membership } from "#domain/identity/permissions.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

/** The live stream of all that the user may see: it shrinks and grows with their memberships. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireUser(request);

  return liveStream({
    method: request.method,
    feed: liveFeed(),
    database: databaseWatch(),
    sessionId: signedIn.sessionId,
    closed: context.closed,
    backlog: context.backlog,
    onRevocation: (recheck) =>
      onRevocation(({ userId }) => (userId ?? signedIn.user.id) === signedIn.user.id && recheck()),
    tickets: {
      onNews: onTicketNews,
      async hears({ projectId, isPublic }) {
        let memberships: readonly Membership[] = [];
        const isOpen = await stillAllowed(signedIn, (fresh) => {
          memberships = fresh;
          return fresh.length > 0;
        });
        const project = isOpen && (await projectsOf(database(), memberships)).find(({ id }) => id === projectId);
        if (!project) return null;
        const subject = { kind: "project", clientId: project.clientId, projectId } as const;
        return isAllowed(memberships, isPublic ? "ticket.read" : "ticket.work", subject) ? project.slug : null;
      },
    },
    notices: {
      onNews: (changed) => onNotices(signedIn.user.id, changed),
      async unread() {
        let memberships: readonly Membership[] = [];
        const isOpen = await stillAllowed(signedIn, (fresh) => {
          memberships = fresh;
          return true;
        });
        return isOpen ? unreadOf(signedIn.user.id, memberships) : null;
      },
    },
    async machines() {
      let memberships: readonly Membership[] = [];
      const isOpen = await stillAllowed(signedIn, (fresh) => {
        memberships = fresh;
        return fresh.length > 0;
      });
      if (!isOpen) return null;
      const projects = await projectsOf(database(), memberships);
      const slugs = new Map(projects.map(({ id, slug }) => [id, slug]));
      const machines = await machinesOf(database(), [...slugs.keys()]);
      return machines.map(({ sourceId, name, projectId }) => ({ sourceId, name, project: slugs.get(projectId) ?? "" }));
    },
    ...filtersOf(new URL(request.url)),
  });
}
