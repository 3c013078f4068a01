import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, sessionViews } from "#db/schema/index.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";

import { membershipsOf } from "./queries.server.ts";
import { livingProjects } from "./seen-as.server.ts";
import { reachesWholeClient, type SeenAsRole } from "./seen-as.ts";

/** A session of staff: the user who acts, and which of their sessions. */
export interface Looker {
  readonly actor: Actor;
  readonly userId: string;
  readonly sessionId: string;
}

/**
 * Lets a session see every page as a role of the client sees it, until it is ended or two hours have passed. Refused to
 * whoever does not reach the whole client themselves: looking as others must show nothing new.
 */
export async function seeAs(
  db: Database,
  { actor, userId, sessionId }: Looker,
  { clientId, role }: { readonly clientId: number; readonly role: SeenAsRole },
  now = new Date(),
): Promise<{ seen: true } | { refused: "notFound" | "notWholeClient" }> {
  return db.transaction(async (tx) => {
    const [client] = await tx.select().from(clients).where(eq(clients.id, clientId)).for("update");
    if (!client) return { refused: "notFound" };
    const own = await membershipsOf(tx, userId);
    if (!reachesWholeClient(own, await livingProjects(tx, clientId))) return { refused: "notWholeClient" };
    const view = { clientId, role, since: now };
    await tx
      .insert(sessionViews)
      .values({ sessionId, ...view })
      .onDuplicateKeyUpdate({ set: view });
    const subject = { type: "client", id: clientId, name: client.name };
    await recordAudit(tx, actor, { action: "session.see-as", subject, clientId, detail: { role } }, now);
    return { seen: true };
  });
}

/** The session sees as its user again. Nothing happens where it did already. */
export async function seeAsOneself(db: Database, { actor, sessionId }: Looker, now = new Date()): Promise<void> {
  await db.transaction(async (tx) => {
    const [view] = await tx
      .select({ clientId: clients.id, name: clients.name, role: sessionViews.role })
      .from(sessionViews)
      .innerJoin(clients, eq(clients.id, sessionViews.clientId))
      .where(eq(sessionViews.sessionId, sessionId))
      .for("update");
    if (!view) return;
    await tx.delete(sessionViews).where(eq(sessionViews.sessionId, sessionId));
    const subject = { type: "client", id: view.clientId, name: view.name };
    const { clientId, role } = view;
    await recordAudit(tx, actor, { action: "session.see-as-oneself", subject, clientId, detail: { role } }, now);
  });
}
