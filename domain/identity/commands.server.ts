import { and, eq, isNull, ne } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships, session, user } from "#db/schema/identity.ts";
import type { AuditAction } from "#domain/audit/action.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import type { IdentityEvent } from "./events.ts";
import { type RoleScope, scopeOf } from "./roles.ts";
import { isPlaceAlive } from "./scopes.server.ts";

export type MembershipRefusal = "absent" | "roleNotPossibleThere" | "alreadyGranted" | "lastAdmin";

/** Gives a user a role somewhere. Who may give what is decided before, by the caller's guard. */
export async function grantMembership(
  db: Database,
  actor: Actor,
  granted: RoleScope & { userId: string },
  now = new Date(),
): Promise<{ id: number } | { refused: MembershipRefusal }> {
  const scope = scopeOf(granted);
  if (!scope) return { refused: "roleNotPossibleThere" };
  return db.transaction(async (tx) => {
    const [receiver] = await tx.select().from(user).where(eq(user.id, granted.userId)).for("update");
    if (!receiver) return { refused: "absent" as const };
    if (!(await isPlaceAlive(tx, granted))) return { refused: "roleNotPossibleThere" as const };
    const same = and(
      eq(memberships.userId, receiver.id),
      eq(memberships.role, granted.role),
      eq(memberships.scope, scope),
    );
    if ((await tx.select({ id: memberships.id }).from(memberships).where(same)).length > 0) {
      return { refused: "alreadyGranted" as const };
    }

    const [inserted] = await tx
      .insert(memberships)
      .values({
        userId: receiver.id,
        role: granted.role,
        clientId: granted.clientId,
        projectId: granted.projectId,
        scope,
        grantedAt: now,
        grantedBy: actor.id,
      })
      .$returningId();
    if (!inserted) throw new Error("the membership was not stored");
    await recordIdentityEvent(
      tx,
      actor,
      { type: "membership.granted", data: { userId: receiver.id } },
      granted.clientId,
      now,
    );
    await recordAudit(tx, actor, membershipEntry("membership.grant", receiver, granted), now);
    return { id: inserted.id };
  });
}

/**
 * Takes a role away; it is gone with the commit, and live streams that lived by it close within 5 s. `clientId` null
 * reaches every membership, a number only those on that client. The last admin's own cannot be taken.
 */
export async function revokeMembership(
  db: Database,
  actor: Actor,
  clientId: number | null,
  membershipId: number,
  now = new Date(),
): Promise<{ ok: true } | { refused: MembershipRefusal }> {
  return db.transaction(async (tx) => {
    const admins = await lockUsableAdmins(tx);
    const [found] = await tx
      .select({ membership: memberships, holder: user })
      .from(memberships)
      .innerJoin(user, eq(user.id, memberships.userId))
      .where(and(eq(memberships.id, membershipId), clientId === null ? undefined : eq(memberships.clientId, clientId)))
      .for("update");
    if (!found) return { refused: "absent" as const };
    if (isLastOf(admins, found.holder.id) && found.membership.role === "admin") {
      return { refused: "lastAdmin" as const };
    }

    await tx.delete(memberships).where(eq(memberships.id, membershipId));
    await recordIdentityEvent(
      tx,
      actor,
      { type: "membership.revoked", data: { userId: found.holder.id } },
      found.membership.clientId,
      now,
    );
    await recordAudit(tx, actor, membershipEntry("membership.revoke", found.holder, found.membership), now);
    return { ok: true as const };
  });
}

/** Signs a user out everywhere, or everywhere but in the session that asks for it. */
export async function revokeSessions(
  db: Database,
  actor: Actor,
  userId: string,
  { exceptSessionId, now = new Date() }: { exceptSessionId?: string; now?: Date } = {},
): Promise<{ closed: number }> {
  return db.transaction(async (tx) => {
    const theirs = and(
      eq(session.userId, userId),
      exceptSessionId === undefined ? undefined : ne(session.id, exceptSessionId),
    );
    const open = await tx.select({ id: session.id }).from(session).where(theirs).for("update");
    await tx.delete(session).where(theirs);
    for (const { id } of open) {
      await recordIdentityEvent(tx, actor, { type: "session.revoked", data: { userId, sessionId: id } }, null, now);
    }
    await recordAudit(
      tx,
      actor,
      { action: "session.revoke-all", subject: { type: "user", id: userId }, detail: { closed: open.length } },
      now,
    );
    return { closed: open.length };
  });
}

/** Notes that one session has ended, however it ended, so that every process forgets it and closes its streams. */
export async function noteSessionEnd(
  db: Database,
  ended: { userId: string; sessionId: string },
  now = new Date(),
): Promise<void> {
  await recordEvent(db, { type: "session.revoked", actorId: ended.userId, data: { ...ended } }, now);
}

/** Shuts a user out, sessions and all, without losing what they did. The last admin cannot be locked. */
export async function lockUser(
  db: Database,
  actor: Actor,
  userId: string,
  now = new Date(),
): Promise<{ ok: true } | { refused: "absent" | "lastAdmin" }> {
  return db.transaction(async (tx) => {
    const admins = await lockUsableAdmins(tx);
    const [locked] = await tx.select().from(user).where(eq(user.id, userId)).for("update");
    if (!locked) return { refused: "absent" as const };
    if (isLastOf(admins, userId)) return { refused: "lastAdmin" as const };
    await tx.update(user).set({ lockedAt: now, updatedAt: now }).where(eq(user.id, userId));
    await tx.delete(session).where(eq(session.userId, userId));
    await recordIdentityEvent(tx, actor, { type: "session.revoked", data: { userId } }, null, now);
    await recordAudit(
      tx,
      actor,
      { action: "user.lock", subject: { type: "user", id: userId, name: locked.email } },
      now,
    );
    return { ok: true as const };
  });
}

export async function unlockUser(
  db: Database,
  actor: Actor,
  userId: string,
  now = new Date(),
): Promise<{ ok: true } | { refused: "absent" }> {
  return db.transaction(async (tx) => {
    const [locked] = await tx.select().from(user).where(eq(user.id, userId)).for("update");
    if (!locked) return { refused: "absent" as const };
    await tx.update(user).set({ lockedAt: null, updatedAt: now }).where(eq(user.id, userId));
    await recordAudit(
      tx,
      actor,
      { action: "user.unlock", subject: { type: "user", id: userId, name: locked.email } },
      now,
    );
    return { ok: true as const };
  });
}

export interface Profile {
  readonly name: string;
  readonly telephone: string | null;
  readonly locale: "fr" | "en" | "es" | null;
  readonly theme: "light" | "dark" | null;
}

/** A user's own settings. */
export async function changeProfile(
  db: Database,
  actor: Actor,
  userId: string,
  profile: Profile,
  now = new Date(),
): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(user).where(eq(user.id, userId)).for("update");
    if (!before) throw new Error(`user ${userId} is gone`);
    await tx
      .update(user)
      .set({ ...profile, updatedAt: now })
      .where(eq(user.id, userId));
    await recordAudit(
      tx,
      actor,
      {
        action: "user.change-profile",
        subject: { type: "user", id: userId, name: before.email },
        detail: { before: { name: before.name, telephone: before.telephone }, after: { ...profile } },
      },
      now,
    );
  });
}

/** The admins who can still sign in, locked in one order, so that two of them cannot remove each other at once. */
async function lockUsableAdmins(tx: Database): Promise<{ userId: string }[]> {
  return tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(user, eq(user.id, memberships.userId))
    .where(and(eq(memberships.role, "admin"), isNull(user.lockedAt)))
    .orderBy(memberships.id)
    .for("update");
}

function isLastOf(admins: readonly { userId: string }[], userId: string): boolean {
  return admins.length === 1 && admins[0]?.userId === userId;
}

function membershipEntry(action: AuditAction, holder: { id: string; email: string }, membership: RoleScope) {
  return {
    action,
    subject: { type: "user", id: holder.id, name: holder.email },
    clientId: membership.clientId,
    projectId: membership.projectId,
    detail: { role: membership.role },
  };
}

async function recordIdentityEvent(
  tx: Database,
  actor: Actor,
  event: IdentityEvent,
  clientId: number | null,
  now: Date,
): Promise<void> {
  await recordEvent(tx, { type: event.type, clientId, actorId: actor.id, data: { ...event.data } }, now);
}
