import { and, count, eq, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { clients } from "#db/schema/clients.ts";
import { projects } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { ClientEvent } from "./events.ts";
import { isSlug, slugOf } from "./names.ts";

export interface NewClient {
  readonly name: string;
  /** Address of the client for good; made of the name when empty. */
  readonly slug?: string;
}

/** Takes on a client. Its slug is its address and never changes. */
export async function createClient(
  db: Database,
  actor: Actor,
  { name, slug = slugOf(name) }: NewClient,
  now = new Date(),
): Promise<{ id: number; slug: string } | { refused: "nameTaken" | "badSlug" }> {
  if (!isSlug(slug)) return { refused: "badSlug" };
  try {
    return await db.transaction(async (tx) => {
      const [inserted] = await tx.insert(clients).values({ slug, name, createdAt: now });
      await journal(tx, actor, entry(inserted.insertId, name, "create", "client.created", { slug }), now);
      return { id: inserted.insertId, slug };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/** Changes what a client is called. `version` is the one the editor read. */
export async function editClient(
  db: Database,
  clientId: number,
  actor: Actor,
  edited: { readonly name: string; readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return { refused: "notFound" };

    const [written] = await tx
      .update(clients)
      .set({ name: edited.name, version: sql`${clients.version} + 1` })
      .where(and(eq(clients.id, clientId), eq(clients.version, edited.version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "client", clientId);

    const changes = changesBetween(client, { name: edited.name });
    await journal(tx, actor, entry(clientId, edited.name, "change", "client.changed", { changes }), now);
    return { version: edited.version + 1 };
  });
}

/** Ends a client: it leaves the lists and its users no longer reach it. Refused while a project of it is alive. */
export async function retireClient(
  db: Database,
  clientId: number,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ retired: true } | { refused: "notFound" | "projectsRemain" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return { refused: "notFound" };

    const [alive] = await tx
      .select({ projects: count() })
      .from(projects)
      .where(and(eq(projects.clientId, clientId), isNull(projects.retiredAt)));
    if (alive?.projects) return { refused: "projectsRemain" };

    const [written] = await tx
      .update(clients)
      .set({ retiredAt: now, version: sql`${clients.version} + 1` })
      .where(and(eq(clients.id, clientId), eq(clients.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "client", clientId);

    await journal(tx, actor, entry(clientId, client.name, "retire", "client.retired"), now);
    return { retired: true };
  });
}

/** The row of a client that is not retired, locked until the transaction ends. */
async function lockClient(tx: Database, clientId: number) {
  const [client] = await tx
    .select()
    .from(clients)
    .where(and(eq(clients.id, clientId), isNull(clients.retiredAt)))
    .for("update");
  return client;
}

function entry(
  id: number,
  name: string,
  verb: AuditVerb<"client">,
  event: ClientEvent,
  detail?: Record<string, unknown>,
) {
  return { action: `client.${verb}` as const, event, subject: { type: "client", id, name }, clientId: id, detail };
}
