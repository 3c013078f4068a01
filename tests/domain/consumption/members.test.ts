import { expect, test } from "vitest";

import { groupMembers, membersByProject } from "#domain/consumption/members.server.ts";
import { applicationsByProject, applicationsOf } from "#domain/projects/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

test("machines and applications of many projects are those of each, asked at once", () =>
  withDatabase(async (db) => {
    const { project, other } = await popgom(db);
    const ids = [project.id, other.project.id];
    const [members, applications] = [await membersByProject(db, ids), await applicationsByProject(db, ids)];

    for (const id of ids) {
      expect(members.get(id)).toEqual(await groupMembers(db, id));
      expect(members.get(id)?.every(({ projectId }) => projectId === id)).toBe(true);
      expect(applications.get(id) ?? []).toEqual(await applicationsOf(db, id));
    }
    expect(members.get(project.id)?.map(({ name }) => name)).toContain("web-1");
    expect(await membersByProject(db, [])).toEqual(new Map());
    expect(await applicationsByProject(db, [])).toEqual(new Map());
  }));
