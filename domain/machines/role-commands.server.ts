import { and, count, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { machineRoles, machines } from "#db/schema/machines.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { isSlug } from "#domain/clients/names.ts";

import type { MachineEvent } from "./events.ts";

export interface MachineRoleDetails {
  readonly nameFr: string;
  readonly nameEn: string;
  readonly nameEs: string;
  /** Place of the tier on the way a visit travels; lower is nearer to the visitor. */
  readonly tierOrder: number;
}

/** Adds a role to the list from which machines take theirs. */
export async function addMachineRole(
  db: Database,
  actor: Actor,
  { slug, ...details }: MachineRoleDetails & { readonly slug: string },
  now = new Date(),
): Promise<{ slug: string } | { refused: "badSlug" | "nameTaken" }> {
  if (!isSlug(slug) || slug.length > 40) return { refused: "badSlug" };
  try {
    return await db.transaction(async (tx) => {
      await tx.insert(machineRoles).values({ slug, ...details });
      await journal(tx, actor, entry(slug, "add", "machine-role.added", { ...details }), now);
      return { slug };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/** Changes a role's names and its place. `version` is the one the editor read. */
export async function editMachineRole(
  db: Database,
  slug: string,
  actor: Actor,
  { version, ...details }: MachineRoleDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const role = await lockRole(tx, slug);
    if (!role) return { refused: "notFound" };

    const [written] = await tx
      .update(machineRoles)
      .set({ ...details, version: sql`${machineRoles.version} + 1` })
      .where(and(eq(machineRoles.slug, slug), eq(machineRoles.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "machine-role", slug);

    const changes = changesBetween(role, details);
    await journal(tx, actor, entry(slug, "change", "machine-role.changed", { changes }), now);
    return { version: version + 1 };
  });
}

/** Takes a role off the list. Refused while a machine, retired ones included, has it. */
export async function removeMachineRole(
  db: Database,
  slug: string,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ removed: true } | { refused: "notFound" | "roleInUse" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const role = await lockRole(tx, slug);
    if (!role) return { refused: "notFound" };

    const [holders] = await tx.select({ machines: count() }).from(machines).where(eq(machines.role, slug));
    if (holders?.machines) return { refused: "roleInUse" };

    const [written] = await tx
      .delete(machineRoles)
      .where(and(eq(machineRoles.slug, slug), eq(machineRoles.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "machine-role", slug);

    await journal(tx, actor, entry(slug, "remove", "machine-role.removed"), now);
    return { removed: true };
  });
}

async function lockRole(tx: Database, slug: string) {
  const [role] = await tx.select().from(machineRoles).where(eq(machineRoles.slug, slug)).for("update");
  return role;
}

function entry(slug: string, verb: AuditVerb<"machine-role">, event: MachineEvent, detail?: Record<string, unknown>) {
  const subject = { type: "machine-role", id: slug, name: slug };
  return { action: `machine-role.${verb}` as const, event, subject, detail };
}
