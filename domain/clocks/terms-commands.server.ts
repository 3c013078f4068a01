import { and, asc, eq, gte, inArray, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { clients } from "#db/schema/clients.ts";
import { calendars, deskTerms, ticketClocks } from "#db/schema/clocks.ts";
import { projects } from "#db/schema/projects.ts";
import { tickets } from "#db/schema/tickets.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { isWithdrawable, startOfDay } from "#domain/projects/effect.ts";

import type { UpdateRule } from "./clock.ts";
import type { ClockEvent } from "./events.ts";

/** What is promised for tickets of one priority, in business minutes; null where nothing is. */
export interface PriorityTerms {
  readonly priority: number;
  readonly calendarId: number;
  readonly firstResponseMinutes: number | null;
  readonly nextUpdateMinutes: number | null;
  readonly resolutionMinutes: number | null;
}

export interface AgreedDeskTerms {
  /** YYYY-MM-DD, in the time zone of each calendar. */
  readonly effectiveOn: string;
  readonly updateRule: UpdateRule;
  readonly pausesForClient: boolean;
  readonly warnPercent: number;
  readonly priorities: readonly PriorityTerms[];
}

/** Notes what tickets of a client are promised from a day on, all priorities at once. One agreement a day. */
export async function agreeDeskTerms(
  db: Database,
  clientId: number,
  actor: Actor,
  { priorities, ...agreed }: AgreedDeskTerms,
  now = new Date(),
): Promise<{ agreed: true } | { refused: "notFound" | "dayTaken" }> {
  try {
    return await db.transaction(async (tx) => {
      const client = await lockClient(tx, clientId);
      const ids = [...new Set(priorities.map(({ calendarId }) => calendarId))];
      const known = await tx.select().from(calendars).where(inArray(calendars.id, ids));
      if (!client || known.length !== ids.length) return { refused: "notFound" };
      const written = { createdAt: now, createdBy: actor.id };
      await tx.insert(deskTerms).values(priorities.map((one) => ({ clientId, ...agreed, ...one, ...written })));
      await countAgain(tx, clientId, firstInstant(known, agreed.effectiveOn), now);
      await journal(tx, actor, entry(client, "agree", "desk-terms.agreed", { ...agreed, priorities }), now);
      return { agreed: true };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "dayTaken" };
    throw error;
  }
}

/** Takes back what was agreed for a day while it may be (see isWithdrawable). */
export async function withdrawDeskTerms(
  db: Database,
  clientId: number,
  actor: Actor,
  effectiveOn: string,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const client = await lockClient(tx, clientId);
    const ofDay = and(eq(deskTerms.clientId, clientId), eq(deskTerms.effectiveOn, effectiveOn));
    const rows = await tx.select().from(deskTerms).where(ofDay).orderBy(asc(deskTerms.priority)).for("update");
    const [first] = rows;
    if (!client || !first) return { refused: "notFound" };
    const ids = rows.map(({ calendarId }) => calendarId);
    const known = await tx.select().from(calendars).where(inArray(calendars.id, ids));
    if (known.some(({ timeZone }) => !isWithdrawable(first, timeZone, now))) return { refused: "inEffect" };

    await tx.delete(deskTerms).where(ofDay);
    await countAgain(tx, clientId, firstInstant(known, effectiveOn), now);
    await journal(tx, actor, entry(client, "withdraw", "desk-terms.withdrawn", { effectiveOn, withdrawn: rows }), now);
    return { withdrawn: true };
  });
}

async function lockClient(tx: Database, id: number) {
  const [client] = await tx.select().from(clients).where(eq(clients.id, id)).for("update");
  return client;
}

function firstInstant(known: readonly { readonly timeZone: string }[], day: string): Date {
  return new Date(Math.min(...known.map(({ timeZone }) => startOfDay(timeZone, day).getTime())));
}

/** Has the client's clocks that this reaches counted again within the minute. */
async function countAgain(tx: Database, clientId: number, since: Date, now: Date): Promise<void> {
  const ofClient = tx
    .select({ id: tickets.id })
    .from(tickets)
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .where(eq(projects.clientId, clientId));
  await tx
    .update(ticketClocks)
    .set({ recountAt: now })
    .where(
      and(
        inArray(ticketClocks.ticketId, ofClient),
        or(isNull(ticketClocks.stoppedAt), gte(ticketClocks.stoppedAt, since)),
      ),
    );
}

function entry(
  client: { readonly id: number; readonly name: string },
  verb: AuditVerb<"desk-terms">,
  event: ClockEvent,
  detail: Record<string, unknown>,
) {
  const subject = { type: "desk-terms", id: client.id, name: client.name };
  return { action: `desk-terms.${verb}` as const, event, subject, clientId: client.id, detail };
}
