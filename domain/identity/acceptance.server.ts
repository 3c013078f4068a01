import { randomUUID } from "node:crypto";

import { hashPassword } from "better-auth/crypto";
import { and, eq, gt, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { account, invitations, memberships, user } from "#db/schema/identity.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { hashOf } from "./invitations.server.ts";
import type { Role } from "./permissions.ts";
import { userByEmail } from "./queries.server.ts";
import { scopeOf } from "./roles.ts";

export interface OpenInvitation {
  readonly id: number;
  /** Empty for a first admin invited without an address: then the form asks for it. */
  readonly email: string;
  readonly name: string;
  readonly locale: string | null;
  readonly role: Role;
}

/** The invitation that the token opens, if it still does. */
export async function openInvitation(
  db: Database,
  token: string,
  now = new Date(),
): Promise<OpenInvitation | undefined> {
  const [row] = await db.select().from(invitations).where(stillOpen(token, now));
  return row && { id: row.id, email: row.email, name: row.name, locale: row.locale, role: row.role };
}

/** Makes the user with its password and its role, and uses the invitation up. The mail proved the address. */
export async function acceptInvitation(
  db: Database,
  token: string,
  accepted: { name: string; password: string; email?: string; locale?: string | null; address: string | null },
  now = new Date(),
): Promise<{ userId: string; email: string } | { refused: "expired" | "emailTaken" | "emailMissing" }> {
  // Outside the transaction: it takes 80 ms, and rows would be locked meanwhile.
  const passwordHash = await hashPassword(accepted.password);

  return db.transaction(async (tx) => {
    const [invitation] = await tx.select().from(invitations).where(stillOpen(token, now)).for("update");
    if (!invitation) return { refused: "expired" as const };
    const email = (invitation.email || accepted.email || "").trim().toLowerCase();
    if (!email) return { refused: "emailMissing" as const };
    if (await userByEmail(tx, email)) return { refused: "emailTaken" as const };
    const scope = scopeOf(invitation);
    if (!scope) throw new Error(`invitation ${invitation.id} names an impossible role`);

    const userId = await insertUser(
      tx,
      { email, name: accepted.name, locale: accepted.locale ?? invitation.locale, passwordHash },
      now,
    );
    await tx.insert(memberships).values({
      userId,
      role: invitation.role,
      clientId: invitation.clientId,
      projectId: invitation.projectId,
      scope,
      grantedAt: now,
      grantedBy: invitation.createdBy,
    });
    await tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, invitation.id));
    await recordAudit(
      tx,
      { id: userId, name: accepted.name, address: accepted.address },
      {
        action: "invitation.accept",
        subject: { type: "user", id: userId, name: email },
        clientId: invitation.clientId,
        projectId: invitation.projectId,
        detail: { role: invitation.role },
      },
      now,
    );
    return { userId, email };
  });
}

/** Makes a user who can sign in with a password; without any role yet. */
async function insertUser(
  tx: Database,
  made: {
    email: string;
    name: string;
    passwordHash: string;
    locale?: string | null;
    telephone?: string | null;
    demo?: boolean;
  },
  now = new Date(),
): Promise<string> {
  const id = randomUUID();
  await tx.insert(user).values({
    id,
    name: made.name,
    email: made.email.trim().toLowerCase(),
    emailVerified: true,
    locale: made.locale ?? null,
    telephone: made.telephone ?? null,
    demo: made.demo ?? false,
    createdAt: now,
    updatedAt: now,
  });
  await tx.insert(account).values({
    id: randomUUID(),
    accountId: id,
    providerId: "credential",
    userId: id,
    password: made.passwordHash,
    createdAt: now,
    updatedAt: now,
  });
  return id;
}

function stillOpen(token: string, now: Date) {
  return and(
    eq(invitations.tokenHash, hashOf(token)),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
    gt(invitations.expiresAt, now),
  );
}
