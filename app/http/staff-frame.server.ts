import type { Project } from "#domain/projects/queries.server.ts";

import type { SignedIn } from "./require.server.ts";

/** What the frame of the staff's pages shows. */
export function staffFrame({ memberships }: SignedIn, projects: readonly Project[]) {
  const role = (["admin", "project_manager", "support"] as const).find((name) =>
    memberships.some((membership) => membership.role === name),
  );
  return {
    role: role ?? "support",
    projects: projects.map(({ slug, name, clientName }) => ({ name, clientName, to: `/projects/${slug}` })),
  };
}
