import { database } from "#db/client.server.ts";
import { groupMembers, type Member, membersByProject } from "#domain/consumption/members.server.ts";
import { grantedBy, grantedTogether } from "#domain/consumption/resources.ts";
import type { Membership } from "#domain/identity/permissions.ts";
import {
  type ApplicationFacts,
  applicationsByProject,
  applicationsOf,
  type Project,
  projectsOf,
} from "#domain/projects/queries.server.ts";

import type { PicturedGroup } from "./group-picture.server.ts";

type Named = Pick<Project, "id" | "slug" | "name">;

/** All machines of a project, against the pools of all its applications. */
export async function projectGroup(project: Named, now: Date): Promise<ProjectGroup> {
  const [applications, members] = await Promise.all([
    applicationsOf(database(), project.id, now),
    groupMembers(database(), project.id),
  ]);
  return groupOf(project, applications, members);
}

interface ProjectGroup extends PicturedGroup {
  readonly applications: readonly ApplicationFacts[];
}

function groupOf(
  { id, slug, name }: Named,
  applications: readonly ApplicationFacts[],
  members: readonly Member[],
): ProjectGroup {
  const granted = grantedBy(
    applications.map(({ pool }) => pool),
    members.map(({ bandwidthBits }) => bandwidthBits),
  );
  return { scopes: [{ projectId: id }], members, projects: [{ id, slug, name }], granted, applications };
}

/** The machines of one application, against its pool; undefined for a foreign, retired or absent slug. */
export async function applicationGroup(
  { id, slug, name }: Named,
  applicationSlug: string | undefined,
  now: Date,
): Promise<(PicturedGroup & { application: ApplicationFacts }) | undefined> {
  const applications = await applicationsOf(database(), id, now);
  const application = applications.find((one) => one.slug === applicationSlug);
  if (!application) return undefined;
  const members = await groupMembers(database(), id, application.slug);
  const bandwidths = members.map(({ bandwidthBits }) => bandwidthBits);
  return {
    scopes: [{ applicationId: application.id }],
    members,
    projects: [{ id, slug, name }],
    granted: grantedBy([application.pool], bandwidths),
    application,
  };
}

/**
 * All that these memberships make visible, against all its pools. Whoever reaches the whole platform reads the sums of
 * everything; anybody else the sums of their projects, added up.
 */
export async function visibleGroup(
  memberships: readonly Membership[],
  now: Date,
): Promise<PicturedGroup & { parts: (PicturedGroup & { project: Project })[]; timeZone: string }> {
  const projects = await projectsOf(database(), memberships);
  const ids = projects.map(({ id }) => id);
  const [applications, members] = await Promise.all([
    applicationsByProject(database(), ids, now),
    membersByProject(database(), ids),
  ]);
  const parts = projects.map((project) => ({
    ...groupOf(project, applications.get(project.id) ?? [], members.get(project.id) ?? []),
    project,
  }));
  const isWhole = memberships.some(({ role }) => role === "admin" || role === "support");
  const zones = new Set(projects.map(({ timeZone }) => timeZone));
  const [zone] = zones;
  return {
    scopes: isWhole ? ["all"] : parts.flatMap(({ scopes }) => scopes),
    members: parts.flatMap(({ members }) => members),
    projects: projects.map(({ id, slug, name }) => ({ id, slug, name })),
    granted: grantedTogether(parts.map(({ granted }) => granted)),
    parts,
    timeZone: zones.size === 1 && zone ? zone : "Europe/Paris",
  };
}
