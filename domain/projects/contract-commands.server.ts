import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { applications, contractTerms, pools } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { isWithdrawable } from "./effect.ts";
import type { ProjectEvent } from "./events.ts";
import { lockApplication, lockProject } from "./locks.server.ts";

export interface AgreedPool {
  readonly cpuGhz: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** YYYY-MM-DD, in the project's time zone. */
  readonly effectiveOn: string;
}

export interface AgreedTerms {
  /** YYYY-MM-DD, in the project's time zone. */
  readonly effectiveOn: string;
  /** 0.998 for 99.8 % a month. */
  readonly availabilityTarget: number;
  readonly maintenanceNoticeDays: number;
  readonly supportHours: string;
}

/** Notes what an application has contracted from a day on. One agreement a day: withdraw it to correct it. */
export async function agreePool(
  db: Database,
  projectId: number,
  applicationId: number,
  actor: Actor,
  agreed: AgreedPool,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "dayTaken" }> {
  return refusingTakenDay(() =>
    db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      const application = await lockApplication(tx, projectId, applicationId);
      if (!project || !application) return { refused: "notFound" };

      const [inserted] = await tx
        .insert(pools)
        .values({ applicationId, ...agreed, createdAt: now, createdBy: actor.id });
      const subject = { type: "pool" as const, id: inserted.insertId, name: application.name };
      await journal(tx, actor, entry(project, subject, "agree", "pool.agreed", { ...agreed }), now);
      return { id: inserted.insertId };
    }),
  );
}

/** Takes back an agreed pool while it may be (see isWithdrawable). */
export async function withdrawPool(
  db: Database,
  projectId: number,
  poolId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const [found] = await tx
      .select({ pool: pools, application: applications.name })
      .from(pools)
      .innerJoin(applications, eq(applications.id, pools.applicationId))
      .where(and(eq(pools.id, poolId), eq(applications.projectId, projectId)))
      .for("update");
    if (!project || !found) return { refused: "notFound" };
    if (!isWithdrawable(found.pool, project.timeZone, now)) return { refused: "inEffect" };

    await tx.delete(pools).where(and(eq(pools.id, poolId), eq(pools.applicationId, found.pool.applicationId)));
    const subject = { type: "pool" as const, id: poolId, name: found.application };
    await journal(tx, actor, entry(project, subject, "withdraw", "pool.withdrawn", { withdrawn: found.pool }), now);
    return { withdrawn: true };
  });
}

/** Notes what the contract promises from a day on. One agreement a day: withdraw it to correct it. */
export async function agreeTerms(
  db: Database,
  projectId: number,
  actor: Actor,
  agreed: AgreedTerms,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "dayTaken" }> {
  return refusingTakenDay(() =>
    db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (!project) return { refused: "notFound" };

      const [inserted] = await tx
        .insert(contractTerms)
        .values({ projectId, ...agreed, createdAt: now, createdBy: actor.id });
      const subject = { type: "terms" as const, id: inserted.insertId, name: project.name };
      await journal(tx, actor, entry(project, subject, "agree", "terms.agreed", { ...agreed }), now);
      return { id: inserted.insertId };
    }),
  );
}

/** Takes back agreed terms while they may be (see isWithdrawable). */
export async function withdrawTerms(
  db: Database,
  projectId: number,
  termsId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const [terms] = await tx
      .select()
      .from(contractTerms)
      .where(and(eq(contractTerms.id, termsId), eq(contractTerms.projectId, projectId)))
      .for("update");
    if (!project || !terms) return { refused: "notFound" };
    if (!isWithdrawable(terms, project.timeZone, now)) return { refused: "inEffect" };

    await tx.delete(contractTerms).where(and(eq(contractTerms.id, termsId), eq(contractTerms.projectId, projectId)));
    const subject = { type: "terms" as const, id: termsId, name: project.name };
    await journal(tx, actor, entry(project, subject, "withdraw", "terms.withdrawn", { withdrawn: terms }), now);
    return { withdrawn: true };
  });
}

async function refusingTakenDay<Result>(agree: () => Promise<Result>): Promise<Result | { refused: "dayTaken" }> {
  try {
    return await agree();
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "dayTaken" };
    throw error;
  }
}

function entry(
  project: { id: number; clientId: number },
  subject: { type: "pool" | "terms"; id: number; name: string },
  verb: AuditVerb<"pool" | "terms">,
  event: ProjectEvent,
  detail: Record<string, unknown>,
) {
  const { clientId, id: projectId } = project;
  return { action: `${subject.type}.${verb}` as const, event, subject, clientId, projectId, detail };
}
