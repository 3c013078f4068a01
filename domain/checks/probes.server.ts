import { and, asc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";

/** Where a check can be run from other than here: a machine or an application whose token `timonerie probe` may show. */
export interface Probe {
  readonly sourceId: number;
  readonly kind: "machine" | "application";
  readonly name: string;
  /** False once its token is revoked, or the machine or application retired: the collector refuses it. */
  readonly isAdmitted: boolean;
}

/** Every source of the project, by name: those that may probe now, and those that could once. */
export async function probesOfProject(db: Database, projectId: number): Promise<Probe[]> {
  const rows = await db
    .selectDistinct({
      sourceId: sources.id,
      machine: machines.name,
      application: applications.name,
      machineRetiredAt: machines.retiredAt,
      applicationRetiredAt: applications.retiredAt,
      tokenOf: sourceTokens.sourceId,
    })
    .from(sources)
    .leftJoin(machines, eq(machines.id, sources.machineId))
    .leftJoin(applications, eq(applications.id, sources.applicationId))
    .leftJoin(sourceTokens, and(eq(sourceTokens.sourceId, sources.id), isNull(sourceTokens.revokedAt)))
    .where(eq(sources.projectId, projectId))
    .orderBy(asc(machines.name), asc(applications.name));
  return rows.flatMap(({ sourceId, machine, application, machineRetiredAt, applicationRetiredAt, tokenOf }) => {
    const name = machine ?? application;
    if (name === null) return [];
    const isAdmitted = tokenOf !== null && machineRetiredAt === null && applicationRetiredAt === null;
    return [{ sourceId, kind: machine === null ? "application" : "machine", name, isAdmitted } as const];
  });
}

/**
 * The probe that a check of the project names. Null for our own; undefined for a source of another project, of none, or one
 * that is no longer admitted, unless the check stood there before: its other fields can still be changed.
 */
export async function probeNamed(
  db: Database,
  projectId: number,
  { sourceId, before }: { readonly sourceId: number | null; readonly before: number | null },
): Promise<Probe | null | undefined> {
  if (sourceId === null) return null;
  const probe = (await probesOfProject(db, projectId)).find((one) => one.sourceId === sourceId);
  return probe?.isAdmitted || sourceId === before ? probe : undefined;
}
