import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { namedMembershipsOf } from "#domain/identity/queries.server.ts";
import { membershipsSeenAs, type SeenAs } from "#domain/identity/seen-as.ts";

import type { LiveSession } from "./session.server.ts";

/** Where a user may go from every page, beside what the page is about. `key` stands under `ui:places` in the texts. */
export interface Place {
  readonly key: "cockpit" | "wall" | "measures" | "tickets" | "projects" | "admin" | "clientUsers" | "knowledge";
  readonly to: string;
}

/** `as`: the places of those as whom the session looks. */
export async function placesOf(session: LiveSession | null, as: SeenAs | null): Promise<Place[]> {
  if (!session) return [];
  const memberships = as
    ? membershipsSeenAs(as).map((membership) => ({ ...membership, clientSlug: as.client.slug }))
    : await namedMembershipsOf(database(), session.user.id);
  const users = memberships.flatMap(({ clientId, clientSlug }): Place[] =>
    clientId !== null && clientSlug && isAllowed(memberships, "client.users", { kind: "client", clientId })
      ? [{ key: "clientUsers", to: `/clients/${clientSlug}/users` }]
      : [],
  );
  return [
    ...(isAllowed(memberships, "cockpit.read", { kind: "platform" })
      ? [{ key: "cockpit", to: "/cockpit" } as const]
      : []),
    ...(isAllowed(memberships, "wall.read", { kind: "platform" }) ? [{ key: "wall", to: "/wall" } as const] : []),
    ...(isAllowed(memberships, "wall.read", { kind: "platform" })
      ? [{ key: "measures", to: "/measures" } as const]
      : []),
    { key: "tickets", to: "/tickets" },
    { key: "projects", to: "/projects" },
    ...(memberships.length > 0 ? [{ key: "knowledge", to: "/knowledge" } as const] : []),
    ...(isAllowed(memberships, "admin.read", { kind: "platform" }) ? [{ key: "admin", to: "/admin" } as const] : []),
    ...users.filter(({ to }, index) => users.findIndex((user) => user.to === to) === index),
  ];
}
