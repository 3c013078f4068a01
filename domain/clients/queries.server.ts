import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, providers } from "#db/schema/clients.ts";
import { contacts, projects } from "#db/schema/projects.ts";

import type { ContactScope } from "./contact-commands.server.ts";

/** Who runs the platform; version 0 where nobody has said so yet. */
export async function provider(db: Database) {
  const [row] = await db.select().from(providers).limit(1);
  return row ?? { name: "", emergencyTelephone: null, email: null, version: 0 };
}

/** The client of an address, retired ones left out. */
export async function clientBySlug(db: Database, slug: string) {
  const [client] = await db
    .select()
    .from(clients)
    .where(and(eq(clients.slug, slug), isNull(clients.retiredAt)));
  return client;
}

/** All clients with the number of their living projects; the retired ones last. */
export async function clientList(db: Database) {
  return db
    .select({
      id: clients.id,
      slug: clients.slug,
      name: clients.name,
      retiredAt: clients.retiredAt,
      projects: count(projects.id),
    })
    .from(clients)
    .leftJoin(projects, and(eq(projects.clientId, clients.id), isNull(projects.retiredAt)))
    .groupBy(clients.id)
    .orderBy(sql`${clients.retiredAt} is not null`, asc(clients.name));
}

/** Names of clients by id, for lists that hold ids. */
export async function clientNames(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: clients.id, slug: clients.slug, name: clients.name })
    .from(clients)
    .where(inArray(clients.id, [...ids]));
}

/** Contacts in the order in which they are called: of a client as a whole, or of one of its projects. */
export async function contactsOf(db: Database, { clientId, projectId }: ContactScope) {
  return db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.clientId, clientId),
        projectId === null ? isNull(contacts.projectId) : eq(contacts.projectId, projectId),
      ),
    )
    .orderBy(asc(contacts.callingOrder), asc(contacts.name));
}
