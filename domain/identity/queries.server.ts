import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { account, clients, invitations, memberships, passkey, projects, session, user } from "#db/schema/index.ts";
import { type Membership, type Role, STAFF_ROLES } from "./permissions.ts";

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
  readonly theme: string | null;
  readonly telephone: string | null;
  readonly twoFactorEnabled: boolean;
  readonly demo: boolean;
  readonly lockedAt: Date | null;
  readonly createdAt: Date;
}

/** A membership with the names of what it is on, as administration shows it. */
export interface NamedMembership extends Membership {
  readonly id: number;
  readonly userId: string;
  readonly clientName: string | null;
  readonly clientSlug: string | null;
  readonly projectName: string | null;
  readonly grantedAt: Date;
}

const USER_COLUMNS = {
  id: user.id,
  name: user.name,
  email: user.email,
  locale: user.locale,
  theme: user.theme,
  telephone: user.telephone,
  twoFactorEnabled: user.twoFactorEnabled,
  demo: user.demo,
  lockedAt: user.lockedAt,
  createdAt: user.createdAt,
};

/** What a user may do, and where. */
export async function membershipsOf(db: Database, userId: string): Promise<Membership[]> {
  return db
    .select({ role: memberships.role, clientId: memberships.clientId, projectId: memberships.projectId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
}

export async function userById(db: Database, userId: string): Promise<UserRow | undefined> {
  const [row] = await db.select(USER_COLUMNS).from(user).where(eq(user.id, userId));
  return row && plainUser(row);
}

export async function userByEmail(db: Database, email: string): Promise<UserRow | undefined> {
  const [row] = await db.select(USER_COLUMNS).from(user).where(eq(user.email, email.trim().toLowerCase()));
  return row && plainUser(row);
}

/** Every user of the platform, by name. For those who may manage them all. */
export async function allUsers(db: Database): Promise<UserRow[]> {
  return (await db.select(USER_COLUMNS).from(user).orderBy(asc(user.name), asc(user.id))).map(plainUser);
}

/** Addresses of the demo world that can sign in with a password, those of one house together. */
export async function demoAddresses(db: Database): Promise<string[]> {
  const rows = await db
    .select({ email: user.email })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, "credential")))
    .where(and(eq(user.demo, true), isNull(user.lockedAt)))
    .orderBy(desc(sql`substring_index(${user.email}, '@', -1)`), asc(user.email));
  return rows.map(({ email }) => email);
}

/** The users who have a role on the client, by name. */
export async function usersOfClient(db: Database, clientId: number): Promise<UserRow[]> {
  const rows = await db
    .selectDistinct(USER_COLUMNS)
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(eq(memberships.clientId, clientId))
    .orderBy(asc(user.name), asc(user.id));
  return rows.map(plainUser);
}

/** Memberships with names: all of them, or those on one client. */
export async function namedMemberships(db: Database, of: { clientId?: number } = {}): Promise<NamedMembership[]> {
  return selectNamed(db)
    .where(of.clientId === undefined ? undefined : eq(memberships.clientId, of.clientId))
    .orderBy(asc(memberships.id));
}

/** One user's memberships with names. */
export async function namedMembershipsOf(db: Database, userId: string): Promise<NamedMembership[]> {
  return selectNamed(db).where(eq(memberships.userId, userId)).orderBy(asc(memberships.id));
}

function selectNamed(db: Database) {
  return db
    .select({
      id: memberships.id,
      userId: memberships.userId,
      role: memberships.role,
      clientId: memberships.clientId,
      projectId: memberships.projectId,
      clientName: clients.name,
      clientSlug: clients.slug,
      projectName: projects.name,
      grantedAt: memberships.grantedAt,
    })
    .from(memberships)
    .leftJoin(clients, eq(clients.id, memberships.clientId))
    .leftJoin(projects, eq(projects.id, memberships.projectId));
}

/** Addresses of staff and of people invited to become staff, in lower case. */
export async function staffAddresses(db: Database): Promise<Set<string>> {
  const [working, invited] = await Promise.all([
    db
      .select({ email: user.email })
      .from(user)
      .innerJoin(memberships, eq(memberships.userId, user.id))
      .where(inArray(memberships.role, [...STAFF_ROLES])),
    db
      .select({ email: invitations.email })
      .from(invitations)
      .where(inArray(invitations.role, [...STAFF_ROLES])),
  ]);
  return new Set([...working, ...invited].map(({ email }) => email.toLowerCase()));
}

export interface PendingInvitation {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly clientId: number | null;
  readonly projectId: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Invitations that can still be accepted: all of them, or those to one client. */
export async function pendingInvitations(
  db: Database,
  of: { clientId?: number } = {},
  now = new Date(),
): Promise<PendingInvitation[]> {
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      name: invitations.name,
      role: invitations.role,
      clientId: invitations.clientId,
      projectId: invitations.projectId,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, now),
        of.clientId === undefined ? undefined : eq(invitations.clientId, of.clientId),
      ),
    )
    .orderBy(desc(invitations.createdAt));
}

/** Whether somebody can administer the platform at all. Without one, a first admin may be invited. */
export async function hasAdmin(db: Database): Promise<boolean> {
  const rows = await db.select({ id: memberships.id }).from(memberships).where(eq(memberships.role, "admin")).limit(1);
  return rows.length > 0;
}

export interface OpenSession {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Where the user is signed in, newest first. */
export async function sessionsOf(db: Database, userId: string, now = new Date()): Promise<OpenSession[]> {
  return db
    .select({
      id: session.id,
      address: session.ipAddress,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, now)))
    .orderBy(desc(session.createdAt));
}

/** Whether the session is still there: neither revoked, nor expired, nor of a user who has been locked. */
export async function isSessionOpen(db: Database, sessionId: string, now = new Date()): Promise<boolean> {
  const rows = await db
    .select({ id: session.id })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(session.id, sessionId), gt(session.expiresAt, now), isNull(user.lockedAt)));
  return rows.length > 0;
}

export async function passkeysOf(
  db: Database,
  userId: string,
): Promise<{ id: string; name: string | null; createdAt: Date | null }[]> {
  return db
    .select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt })
    .from(passkey)
    .where(and(eq(passkey.userId, userId), isNotNull(passkey.publicKey)))
    .orderBy(asc(passkey.createdAt));
}

function plainUser(row: Omit<UserRow, "twoFactorEnabled"> & { twoFactorEnabled: boolean | null }): UserRow {
  return { ...row, twoFactorEnabled: row.twoFactorEnabled === true };
}
