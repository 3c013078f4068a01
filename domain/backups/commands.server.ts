import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { recoveryTerms, restoreTests } from "#db/schema/backups.ts";
import { applications } from "#db/schema/projects.ts";
import { type FilesRefused, freeFiles } from "#domain/attachments/claims.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { isWithdrawable } from "#domain/projects/effect.ts";
import { lockApplication, lockProject } from "#domain/projects/locks.server.ts";

import { BACKUP_LIMITS } from "./job.ts";
import { lockJob } from "./job-commands.server.ts";
import { tell } from "./journal.server.ts";

export interface ToldByHand {
  readonly jobId: number;
  readonly at: Date;
  readonly state: "succeeded" | "failed";
  readonly durationSeconds: number;
  /** The instant of the data that came back; null where it was not looked at. */
  readonly pointAt: Date | null;
  readonly bytes: number | null;
  /** What was checked, and how. */
  readonly evidence: string;
  /** Public ids of files that its author sent in; the first is kept. */
  readonly attachmentIds: readonly string[];
}

export type RestoreRefusal = "notFound" | "notYet" | "evidenceMissing" | "tooLong";

/** Records that somebody brought a backup back and looked at it, or that it did not come back. */
export async function recordRestore(
  db: Database,
  projectId: number,
  actor: Actor & { readonly id: string },
  told: ToldByHand,
  now = new Date(),
): Promise<{ id: number } | { refused: RestoreRefusal } | FilesRefused> {
  const { jobId, at, state, durationSeconds, pointAt, bytes, evidence, attachmentIds } = told;
  if (at > now || (pointAt && pointAt > at)) return { refused: "notYet" };
  if (evidence.trim() === "") return { refused: "evidenceMissing" };
  if (evidence.length > BACKUP_LIMITS.evidence) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const job = project && (await lockJob(tx, projectId, jobId));
    if (!project || !job) return { refused: "notFound" };
    const files = await freeFiles(tx, projectId, actor.id, attachmentIds.slice(0, 1));
    if ("refused" in files) return files;
    const [{ insertId: id }] = await tx.insert(restoreTests).values({
      ...{ jobId, at, state, durationMs: Math.round(durationSeconds * 1_000), pointAt, bytes, evidence },
      ...{ authorId: actor.id, authorName: actor.name, attachmentId: files.ids[0] ?? null, toldAt: now },
    });
    const told = { type: "restore-test", id, name: job.name };
    const detail = { state, durationSeconds, at: at.toISOString(), files: files.names };
    await tell(tx, actor, project, told, ["restore-test.record", "restore-test.recorded"], detail, now);
    return { id };
  });
}

export interface AgreedRecovery {
  readonly applicationId: number;
  /** YYYY-MM-DD, in the project's time zone. */
  readonly effectiveOn: string;
  readonly pointSeconds: number;
  readonly timeSeconds: number;
}

/** Notes what is promised of an application from a day on. One agreement a day: withdraw it to correct it. */
export async function agreeRecovery(
  db: Database,
  projectId: number,
  actor: Actor,
  agreed: AgreedRecovery,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "dayTaken" }> {
  try {
    return await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      const application = project && (await lockApplication(tx, projectId, agreed.applicationId));
      if (!project || !application) return { refused: "notFound" as const };
      const row = { ...agreed, createdAt: now, createdBy: actor.id };
      const [{ insertId: id }] = await tx.insert(recoveryTerms).values(row);
      const told = { type: "recovery-terms", id, name: application.name };
      await tell(tx, actor, project, told, ["recovery-terms.agree", "recovery-terms.agreed"], { ...agreed }, now);
      return { id };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "dayTaken" };
    throw error;
  }
}

/** Takes back what was promised while it may be (isWithdrawable). */
export async function withdrawRecovery(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const [found] = await tx
      .select({ terms: recoveryTerms, application: applications.name })
      .from(recoveryTerms)
      .innerJoin(applications, eq(applications.id, recoveryTerms.applicationId))
      .where(and(eq(recoveryTerms.id, id), eq(applications.projectId, projectId)))
      .for("update");
    if (!project || !found) return { refused: "notFound" };
    if (!isWithdrawable(found.terms, project.timeZone, now)) return { refused: "inEffect" };
    await tx.delete(recoveryTerms).where(eq(recoveryTerms.id, id));
    const told = { type: "recovery-terms", id, name: found.application };
    const detail = { withdrawn: found.terms };
    await tell(tx, actor, project, told, ["recovery-terms.withdraw", "recovery-terms.withdrawn"], detail, now);
    return { withdrawn: true };
  });
}
