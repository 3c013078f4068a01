import { and, asc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { contacts } from "#db/schema/projects.ts";
import type { Role } from "#domain/identity/permissions.ts";

import type { AgreementSide, NamedApprover } from "./intervention.ts";

/** Somebody who may be asked to agree. */
export interface Candidate extends NamedApprover {
  readonly name: string;
  readonly email: string;
  /** Of a user, where one was chosen; contacts are written to in French. */
  readonly locale: string | null;
}

interface OfProject {
  readonly id: number;
  readonly clientId: number;
}

const OF_CLIENT: Role[] = ["approver", "client_admin"];
const OF_PLATFORM: Role[] = ["admin", "support"];

/** Who may be asked about work on a project: the client's approvers and contacts with an address, and staff. Locked users are not. */
export async function candidatesOf(db: Database, project: OfProject): Promise<Candidate[]> {
  const ofClient = and(inArray(memberships.role, OF_CLIENT), eq(memberships.clientId, project.clientId));
  const manages = and(eq(memberships.role, "project_manager"), eq(memberships.projectId, project.id));
  const [users, people] = await Promise.all([
    db
      .select({ id: user.id, name: user.name, email: user.email, locale: user.locale, role: memberships.role })
      .from(memberships)
      .innerJoin(user, and(eq(user.id, memberships.userId), isNull(user.lockedAt)))
      .where(or(ofClient, manages, inArray(memberships.role, OF_PLATFORM)))
      .orderBy(asc(user.name), asc(memberships.id)),
    db
      .select({ id: contacts.id, name: contacts.name, email: contacts.email })
      .from(contacts)
      .where(
        and(
          eq(contacts.clientId, project.clientId),
          or(isNull(contacts.projectId), eq(contacts.projectId, project.id)),
          isNotNull(contacts.email),
        ),
      )
      .orderBy(asc(contacts.callingOrder), asc(contacts.id)),
  ]);
  const byUser = new Map<string, Candidate>();
  for (const { id, name, email, locale, role } of users) {
    const side: AgreementSide = OF_CLIENT.includes(role) ? "client" : "staff";
    if (!byUser.has(id)) byUser.set(id, { side, userId: id, contactId: null, name, email, locale });
  }
  const addresses = new Set([...byUser.values()].map(({ email }) => email.toLowerCase()));
  // Who has a login is asked as that user, not a second time as a contact.
  const others = people.flatMap(({ id, name, email }): Candidate[] => {
    if (!email || addresses.has(email.toLowerCase())) return [];
    return [{ side: "client", userId: null, contactId: id, name, email, locale: null }];
  });
  return [...byUser.values(), ...others];
}

/** The candidate that is meant; undefined for somebody of another client, absent or locked. */
export function candidateAmong(candidates: readonly Candidate[], named: NamedApprover): Candidate | undefined {
  return candidates.find(
    ({ side, userId, contactId }) => side === named.side && userId === named.userId && contactId === named.contactId,
  );
}

/** Whether somebody who was asked could still be: a role, a login or a contact taken away since ends what their mails hold. */
export function isStillCandidate(
  candidates: readonly Candidate[],
  { side, userId, email }: Pick<Candidate, "side" | "userId" | "email">,
): boolean {
  // A contact who was given a login since is the same person under the same address.
  const isSame = (one: Candidate) =>
    userId === null ? one.email.toLowerCase() === email.toLowerCase() : one.userId === userId;
  return candidates.some((one) => one.side === side && isSame(one));
}
