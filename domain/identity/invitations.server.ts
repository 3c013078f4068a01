import { createHash, randomBytes } from "node:crypto";

import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { invitations } from "#db/schema/identity.ts";
import { type Actor, recordAudit, SYSTEM } from "#domain/audit/record.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { asLocale, invitationLetter } from "./mails.ts";
import { hasAdmin, userByEmail } from "./queries.server.ts";
import { type RoleScope, scopeOf } from "./roles.ts";
import { isPlaceAlive } from "./scopes.server.ts";

const INVITATION_DAYS = 7;
const DAY_MS = 24 * 3_600_000;
const FIRST_ADMIN_MS = 3_600_000;

export interface NewInvitation extends RoleScope {
  readonly email: string;
  readonly name?: string;
  readonly locale?: string | null;
}

export type InvitationRefusal = "roleNotPossibleThere" | "emailTaken";

/**
 * Invites a person by mail to a role. The token goes into the mail and nowhere else; the table keeps its hash. Sent
 * again, it replaces the one before, so that one link at most opens. Who may
 * invite whom is decided by the caller's guard. `base` is the extranet's public address.
 */
export async function inviteUser(
  db: Database,
  actor: Actor,
  invited: NewInvitation,
  base: URL,
  now = new Date(),
): Promise<{ id: number } | { refused: InvitationRefusal }> {
  if (scopeOf(invited) === null || !(await isPlaceAlive(db, invited))) return { refused: "roleNotPossibleThere" };
  const email = invited.email.trim().toLowerCase();
  if (await userByEmail(db, email)) return { refused: "emailTaken" };

  return db.transaction(async (tx) => {
    await replaceInvitations(tx, { ...invited, email }, now);
    const { id, token } = await storeInvitation(tx, actor, { ...invited, email }, INVITATION_DAYS * DAY_MS, now);
    const locale = asLocale(invited.locale);
    const letter = invitationLetter(locale, new URL(`/invitation/${token}`, base).href, INVITATION_DAYS);
    await enqueueMail(tx, { to: { address: email, name: invited.name }, locale, ...letter }, now);
    return { id };
  });
}

/** Withdraws an invitation that nobody has accepted. `clientId` null reaches the invitations of the whole platform. */
export async function withdrawInvitation(
  db: Database,
  actor: Actor,
  clientId: number | null,
  invitationId: number,
  now = new Date(),
): Promise<{ ok: true } | { refused: "absent" }> {
  return db.transaction(async (tx) => {
    const open = and(
      eq(invitations.id, invitationId),
      clientId === null ? undefined : eq(invitations.clientId, clientId),
      isNull(invitations.acceptedAt),
      isNull(invitations.withdrawnAt),
    );
    const [found] = await tx.select().from(invitations).where(open).for("update");
    if (!found) return { refused: "absent" as const };
    await tx.update(invitations).set({ withdrawnAt: now }).where(eq(invitations.id, found.id));
    await recordAudit(
      tx,
      actor,
      {
        action: "invitation.withdraw",
        subject: { type: "invitation", id: found.id, name: found.email },
        clientId: found.clientId,
        projectId: found.projectId,
      },
      now,
    );
    return { ok: true as const };
  });
}

/**
 * A link, valid one hour, that makes an admin. For the console of whoever runs the program: it is printed, never mailed.
 * `onlyWhenNone` is for the first start, which must not make a second one.
 */
export async function createFirstAdminInvitation(
  db: Database,
  email: string,
  base: URL,
  { onlyWhenNone = false, now = new Date() } = {},
): Promise<{ link: string } | { refused: "adminExists" | "emailTaken" }> {
  const address = email.trim().toLowerCase();
  if (onlyWhenNone && (await hasAdmin(db))) return { refused: "adminExists" };
  if (address && (await userByEmail(db, address))) return { refused: "emailTaken" };
  const { token } = await db.transaction((tx) =>
    storeInvitation(
      tx,
      SYSTEM,
      { email: address, role: "admin", clientId: null, projectId: null },
      FIRST_ADMIN_MS,
      now,
    ),
  );
  return { link: new URL(`/first-admin/${token}`, base).href };
}

/** Withdraws what was sent before to the same address for the same role in the same place. */
async function replaceInvitations(tx: Database, { email, role, clientId, projectId }: NewInvitation, now: Date) {
  await tx
    .update(invitations)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(invitations.email, email),
        eq(invitations.role, role),
        clientId === null ? isNull(invitations.clientId) : eq(invitations.clientId, clientId),
        projectId === null ? isNull(invitations.projectId) : eq(invitations.projectId, projectId),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    );
}

async function storeInvitation(
  tx: Database,
  actor: Actor,
  invited: NewInvitation,
  validMs: number,
  now: Date,
): Promise<{ id: number; token: string }> {
  const token = randomBytes(32).toString("base64url");
  const [inserted] = await tx
    .insert(invitations)
    .values({
      email: invited.email,
      name: invited.name ?? "",
      locale: invited.locale ?? null,
      role: invited.role,
      clientId: invited.clientId,
      projectId: invited.projectId,
      tokenHash: hashOf(token),
      createdAt: now,
      createdBy: actor.id,
      expiresAt: new Date(now.getTime() + validMs),
    })
    .$returningId();
  if (!inserted) throw new Error("the invitation was not stored");
  await recordAudit(
    tx,
    actor,
    {
      action: "invitation.send",
      subject: { type: "invitation", id: inserted.id, name: invited.email },
      clientId: invited.clientId,
      projectId: invited.projectId,
      detail: { role: invited.role },
    },
    now,
  );
  return { id: inserted.id, token };
}

/** What the table keeps of a token. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
