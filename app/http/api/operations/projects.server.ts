import { z } from "zod";

import { database } from "#db/client.server.ts";
import { isVisibleToBearer } from "#domain/api-tokens/bearers.server.ts";
import { applicationsOf, projectsOf } from "#domain/projects/queries.server.ts";

import { ok } from "../answer.ts";
import { onPlatform, onProject } from "../operation.ts";
import { cursorParameter, limitParameter, pageByName, pageOf } from "../schemas/paging.ts";
import { Project, ProjectDetail } from "../schemas/things.ts";

const PageQuery = z.strictObject({ limit: limitParameter, cursor: cursorParameter });

export const listProjects = onPlatform({
  id: "listProjects",
  method: "GET",
  path: "/projects",
  tag: "projects",
  summary: "The projects that the token reaches, by slug",
  scope: "projects.read",
  query: PageQuery,
  answers: [{ status: 200, description: "A page of projects.", schema: pageOf(Project) }],
  async handle({ bearer, query }) {
    const seen = (await projectsOf(database(), bearer.memberships)).filter(({ id, clientId }) =>
      isVisibleToBearer(bearer, { kind: "project", projectId: id, clientId }),
    );
    const page = pageByName(seen, ({ slug }) => slug, query);
    const data = page.items.map(({ slug, name, summary, timeZone, clientSlug, clientName }) => ({
      slug,
      name,
      summary,
      client: { slug: clientSlug, name: clientName },
      timeZone,
    }));
    return ok({ data, next: page.next });
  },
});

export const getProject = onProject({
  id: "getProject",
  method: "GET",
  path: "/projects/{slug}",
  tag: "projects",
  summary: "One project with its applications and what is contracted for them",
  scope: "projects.read",
  action: "project.read",
  answers: [{ status: 200, description: "The project.", schema: ProjectDetail }],
  async handle({ project, now }) {
    const { slug, name, summary, timeZone, client } = project;
    const applications = await applicationsOf(database(), project.id, now);
    return ok({
      slug,
      name,
      summary,
      client: { slug: client.slug, name: client.name },
      timeZone,
      applications: applications.map(({ slug, name, pool }) => ({ slug, name, pool })),
    });
  },
});
