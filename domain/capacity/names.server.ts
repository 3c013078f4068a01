import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications, projects } from "#db/schema/projects.ts";

import type { Subject } from "./resource.ts";
import { pairMembersOf } from "./watched.server.ts";

/** Names that fit a line; of more machines the first and the last are told. */
const NAMED = 3;

/** How the subjects of a project's forecasts are called, retired ones too. */
export async function subjectNames(
  db: Database,
  projectId: number,
): Promise<(of: { readonly subject: Subject; readonly subjectId: number }) => string> {
  const [ofMachines, ofApplications, [project], pairs] = await Promise.all([
    db.select({ id: machines.id, name: machines.name }).from(machines).where(eq(machines.projectId, projectId)),
    db
      .select({ id: applications.id, name: applications.name })
      .from(applications)
      .where(eq(applications.projectId, projectId)),
    db.select({ name: projects.name }).from(projects).where(eq(projects.id, projectId)),
    pairMembersOf(db, projectId),
  ]);
  const byId = new Map(ofMachines.map(({ id, name }) => [id, name]));
  const applicationById = new Map(ofApplications.map(({ id, name }) => [id, name]));
  const pairName = (id: number) => {
    const names = (pairs.get(id) ?? [id]).map((machine) => byId.get(machine) ?? "");
    return names.length <= NAMED ? names.join(", ") : `${names[0]} … ${names.at(-1)} (${names.length})`;
  };
  return ({ subject, subjectId }) => {
    if (subject === "pair") return pairName(subjectId);
    if (subject === "machine") return byId.get(subjectId) ?? "";
    return (subject === "application" ? applicationById.get(subjectId) : project?.name) ?? "";
  };
}
