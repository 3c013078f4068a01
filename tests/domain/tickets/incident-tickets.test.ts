import { asc, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { incidents } from "#db/schema/incidents.ts";
import { ticketIncidents } from "#db/schema/ticket-windows.ts";
import { ticketEntries, tickets, ticketWindows } from "#db/schema/tickets.ts";
import { closeIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { changeTicket } from "#domain/tickets/commands.server.ts";
import { followIncidents } from "#domain/tickets/incident-tickets.server.ts";
import { wholeWindow } from "#domain/tickets/kept.server.ts";
import { threadOf } from "#domain/tickets/queries.server.ts";
import { similarTickets } from "#domain/tickets/signatures.server.ts";
import { callUnrelated } from "#domain/tickets/unrelated.server.ts";
import { windowsToCome } from "#domain/tickets/window-requests.server.ts";
import { keepWindows } from "#domain/tickets/windows.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE - 3 * 60 * MINUTE;
const at = (minutes: number) => new Date(NOW + minutes * MINUTE);

test(
  "an incident opens one ticket however often it flaps, with its window from before to the recovery",
  { timeout: 120_000 },
  () =>
    withDatabase(async (db, { pool }) => {
      const { project, db1, other, admin, support } = await popgom(db);
      const store = openMetricStore(pool);
      await slowDatabase(store, db1.sourceId);
      const checkId = await decidingCheck(db, project.id);
      const round = async (minutes: number) => {
        await followChecks(db, at(minutes));
        // Two collectors at once, as in the moment in which one takes over from the other.
        await Promise.all([followIncidents(db, at(minutes)), followIncidents(db, at(minutes))]);
      };
      const thread = async (id: number) =>
        (await threadOf(db, project.id, id, { withNotes: false })).map(
          ({ kind, changes }) => changes[0]?.field ?? kind,
        );

      const opened = () => db.select().from(tickets).where(eq(tickets.source, "incident")).orderBy(asc(tickets.id));

      await states(db, checkId, [[0, "down"]]);
      await round(1);
      const [ticket] = await opened();
      expect(ticket).toMatchObject({ kind: "incident", state: "new", priority: 1, source: "incident", since: at(0) });
      expect(ticket?.subject).toBe("Parcours\u00a0: interruption");
      const id = ticket?.id ?? 0;

      // The ticket is there although no measure can be read, and says that they will come.
      const away = { ...store, range: () => Promise.reject(new Error("away")) } as unknown as MetricStore;
      const said = vi.spyOn(console, "error").mockImplementation(() => {});
      expect(await keepWindows(db, away, at(1))).toBe(false);
      expect(said).toHaveBeenCalledOnce();
      expect(await windowsToCome(db, id, { withNotes: false })).toMatchObject([{ from: at(-60), failures: 1 }]);
      expect(await thread(id)).toEqual(["message"]);
      await keepWindows(db, store, at(1));
      expect(await thread(id)).toEqual(["message"]);
      await Promise.all([keepWindows(db, store, at(2)), keepWindows(db, store, at(2))]);
      expect(await thread(id)).toEqual(["message", "window"]);
      expect(await windowsToCome(db, id, { withNotes: false })).toEqual([]);

      await states(db, checkId, [
        [5, "up"],
        [7, "down"],
      ]);
      await round(8);
      await keepWindows(db, store, at(12));
      await states(db, checkId, [[30, "up"]]);
      await round(31);
      await round(31);
      const told = ["message", "window", "incidentRecovered", "incidentAgain", "window", "incidentRecovered"];
      expect(await thread(id)).toEqual(told);
      await keepWindows(db, store, at(45));
      await keepWindows(db, store, at(90));
      expect(await thread(id)).toEqual(told);
      const kept = await db.select().from(ticketWindows).orderBy(asc(ticketWindows.id));
      expect(kept.map(({ from, to }) => [from, to])).toEqual([
        [at(-60), at(1)],
        [at(-60), at(40)],
      ]);

      // Neither closes the other. A new incident of the same check joins the ticket while it is open.
      expect((await opened())[0]).toMatchObject({ state: "new", incidentId: expect.any(Number) });
      const closing = { recoveredAt: at(30), cause: "Index manquant", summary: "Index recréé", version: 1 };
      const [first] = await db.select().from(incidents);
      await closeIncident(db, project.id, actorOf(admin), { incidentId: first?.id ?? 0, ...closing }, at(50));
      await states(db, checkId, [[100, "down"]]);
      await round(101);
      expect(await opened()).toHaveLength(1);
      expect((await thread(id)).slice(-2)).toEqual(["incidentClosed", "incidentAgain"]);
      expect(await db.select().from(ticketIncidents)).toHaveLength(2);

      // Once it is resolved, the next one has a ticket of its own, with the same signature.
      const { version = 1 } = (await opened())[0] ?? {};
      await changeTicket(db, project.id, id, actorOf(support), { version, state: "resolved" }, at(110));
      expect((await db.select().from(incidents).where(eq(incidents.checkId, checkId)))[1]?.closedAt).toBeNull();
      await states(db, checkId, [[111, "up"]]);
      await round(112);
      await states(db, checkId, [[160, "down"]]);
      await round(161);
      await keepWindows(db, store, at(161));
      const all = await opened();
      expect(all).toHaveLength(2);
      const eyes = { projectIds: [project.id], withNotes: false };
      const [similar] = await similarTickets(db, all[1]?.id ?? 0, eyes);
      expect(similar).toMatchObject({ number: id, subject: "Parcours\u00a0: interruption" });
      expect(similar?.common.map(({ measure, machine }) => `${measure} ${machine}`)).toContain("cpu db-1");
      expect(await similarTickets(db, all[1]?.id ?? 0, { ...eyes, projectIds: [] })).toEqual([]);

      // Called unrelated by somebody who sees both, the one is not shown beside the other again.
      const both = { ticketId: id, otherId: all[1]?.id ?? 0 };
      const unseen = { projectId: project.id, seenProjectIds: [] };
      expect(await callUnrelated(db, unseen, both, support)).toEqual({ refused: "notFound" });
      expect(await similarTickets(db, both.otherId, eyes)).toHaveLength(1);
      const seen = { projectId: project.id, seenProjectIds: [project.id] };
      expect(await callUnrelated(db, seen, both, support)).toEqual({ done: true });
      expect(await similarTickets(db, both.otherId, eyes)).toEqual([]);
      expect(await similarTickets(db, id, eyes)).toEqual([]);

      // A window is read by whoever reads its entry, under its own ticket and project.
      const whole = (number: number, withNotes: boolean, projectId = project.id) =>
        wholeWindow(db, projectId, { number, entryId: kept[0]?.entryId ?? 0, withNotes });
      expect((await whole(id, false))?.curves.map(({ machine, measure }) => `${measure} ${machine}`)).toContain(
        "cpu db-1",
      );
      expect(await whole(id, true, other.project.id)).toBeUndefined();
      expect(await whole(all[1]?.id ?? 0, true)).toBeUndefined();
      await db.update(ticketEntries).set({ isPublic: false }).where(eq(ticketEntries.kind, "window"));
      expect(await whole(id, false)).toBeUndefined();
      expect(await whole(id, true)).toBeDefined();
    }),
);

/** A day without anything, then a CPU that is full from minute 0 to 30 and from minute 150 on. */
async function slowDatabase(store: MetricStore, sourceId: number): Promise<void> {
  const schema = await store.declareSchema([["cpu_used_ratio", "gauge"]]);
  const snapshots = Array.from({ length: (DAY + 240 * MINUTE) / MINUTE }, (_, index) => {
    const minute = index - DAY / MINUTE - 60;
    const isFull = (minute >= 0 && minute < 30) || (minute >= 150 && minute < 180);
    return [NOW + minute * MINUTE, isFull ? 0.97 : 0.3 + 0.02 * (index % 3)] as const;
  }).filter(([when]) => when <= Date.now());
  await store.append([{ sourceId, schema, snapshots }]);
}

async function decidingCheck(db: Database, projectId: number): Promise<number> {
  const check = { projectId, name: "Parcours", kind: "journey", target: {}, intervalSeconds: 30 } as const;
  const [{ insertId }] = await db
    .insert(checks)
    .values({ ...check, timeoutMs: 20_000, decides: true, enabled: true, createdAt: at(0) });
  return insertId;
}

async function states(db: Database, checkId: number, changes: readonly [number, "up" | "down"][]): Promise<void> {
  const none = { reason: null, runId: null };
  await db
    .insert(checkStates)
    .values(changes.map(([minutes, state]) => ({ checkId, at: at(minutes).getTime(), state, ...none })));
}
