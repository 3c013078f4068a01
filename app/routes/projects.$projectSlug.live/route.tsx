import type { LoaderFunctionArgs } from "@remix-run/node";

import { databaseWatch } from "#app/http/database-watch.server.ts";
import { liveFeed } from "#app/http/feed.server.ts";
import { filtersOf } from "#app/http/live-events.server.ts";
import { liveStream } from "#app/http/live-stream.server.ts";
import { requireProject, stillAllowed } from "#app/http/require.server.ts";
import { onRevocation } from "#app/http/revocations.server.ts";
import { onTicketNews } from "#app/http/ticket-news.server.ts";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

/** The live stream of one project. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project } = signedIn;
  const subject = { kind: "project", clientId: project.clientId, projectId: project.id } as const;

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
        if (projectId !== project.id) return null;
        const wanted = isPublic ? "ticket.read" : "ticket.work";
        return (await stillAllowed(signedIn, (fresh) => isAllowed(fresh, wanted, subject))) ? project.slug : null;
      },
    },
    async machines() {
      if (!(await stillAllowed(signedIn, (fresh) => isAllowed(fresh, "machine.read", subject)))) return null;
      if (!(await projectScope(database(), project.slug))) return null;
      const machines = await machinesOf(database(), [project.id]);
      return machines.map(({ sourceId, name }) => ({ sourceId, name, project: project.slug }));
    },
    ...filtersOf(new URL(request.url)),
  });
}
