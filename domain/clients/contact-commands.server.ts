import { and, eq, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { contacts, projects } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { ClientEvent } from "./events.ts";

/** Whose contact it is: a client's own, or one of its projects'. Every statement names both. */
export interface ContactScope {
  readonly clientId: number;
  /** Null for the contacts of the client as a whole. */
  readonly projectId: number | null;
}

export interface ContactDetails {
  readonly name: string;
  readonly role: string;
  readonly telephone: string | null;
  readonly email: string | null;
  /** When the person answers, in words: "lun.-ven. 8 h-19 h". */
  readonly hours: string;
  /** 1 is called first. */
  readonly callingOrder: number;
  readonly note: string | null;
}

/** Adds a person without a login to those who are called. */
export async function addContact(
  db: Database,
  scope: ContactScope,
  actor: Actor,
  details: ContactDetails,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    if (!(await lockScope(tx, scope))) return { refused: "notFound" };

    const [inserted] = await tx.insert(contacts).values({ ...scope, ...details });
    await journal(
      tx,
      actor,
      entry(scope, inserted.insertId, details.name, "add", "contact.added", { ...details }),
      now,
    );
    return { id: inserted.insertId };
  });
}

/** Changes a contact. `version` is the one the editor read. */
export async function editContact(
  db: Database,
  scope: ContactScope,
  contactId: number,
  actor: Actor,
  { version, ...details }: ContactDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const contact = await lockContact(tx, scope, contactId);
    if (!contact) return { refused: "notFound" };

    const [written] = await tx
      .update(contacts)
      .set({ ...details, version: sql`${contacts.version} + 1` })
      .where(and(within(scope, contactId), eq(contacts.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "contact", contactId);

    const changes = changesBetween(contact, details);
    await journal(tx, actor, entry(scope, contactId, details.name, "change", "contact.changed", { changes }), now);
    return { version: version + 1 };
  });
}

/** Removes a contact for good: a person who is no longer called is no longer kept. The audit keeps the name. */
export async function removeContact(
  db: Database,
  scope: ContactScope,
  contactId: number,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ removed: true } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const contact = await lockContact(tx, scope, contactId);
    if (!contact) return { refused: "notFound" };

    const [written] = await tx.delete(contacts).where(and(within(scope, contactId), eq(contacts.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "contact", contactId);

    await journal(tx, actor, entry(scope, contactId, contact.name, "remove", "contact.removed"), now);
    return { removed: true };
  });
}

/** Locks the client, and the project when there is one, so that neither is retired meanwhile. */
async function lockScope(tx: Database, { clientId, projectId }: ContactScope): Promise<boolean> {
  const [client] = await tx
    .select({ id: clients.id })
    .from(clients)
    .where(and(eq(clients.id, clientId), isNull(clients.retiredAt)))
    .for("update");
  if (!client || projectId === null) return client !== undefined;

  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, projectId), eq(projects.clientId, clientId), isNull(projects.retiredAt)))
    .for("update");
  return project !== undefined;
}

async function lockContact(tx: Database, scope: ContactScope, contactId: number) {
  const [contact] = await tx.select().from(contacts).where(within(scope, contactId)).for("update");
  return contact;
}

function within({ clientId, projectId }: ContactScope, contactId: number) {
  return and(
    eq(contacts.id, contactId),
    eq(contacts.clientId, clientId),
    projectId === null ? isNull(contacts.projectId) : eq(contacts.projectId, projectId),
  );
}

function entry(
  scope: ContactScope,
  id: number,
  name: string,
  verb: AuditVerb<"contact">,
  event: ClientEvent,
  detail?: Record<string, unknown>,
) {
  return { action: `contact.${verb}` as const, event, subject: { type: "contact", id, name }, ...scope, detail };
}
