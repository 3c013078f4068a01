import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { ticketEntries, tickets, ticketWatchers } from "#db/schema/tickets.ts";
import { addCannedReply, cannedList, changeCannedReply } from "#domain/tickets/desk/canned.server.ts";
import { filledReply, unknownVariables } from "#domain/tickets/desk/canned.ts";
import { addStep, tickStep } from "#domain/tickets/desk/checklist.server.ts";
import { linkTicket, unlinkTicket } from "#domain/tickets/desk/links.server.ts";
import { mergeTicket } from "#domain/tickets/desk/merge.server.ts";
import { deskOf } from "#domain/tickets/desk/queries.server.ts";
import { rateTicket } from "#domain/tickets/desk/rating.server.ts";
import { splitEntry } from "#domain/tickets/desk/split.server.ts";
import { tagTicket } from "#domain/tickets/desk/tags.server.ts";
import { addTeam, removeTeam, setTeamMembers, teamList } from "#domain/tickets/desk/teams.server.ts";
import { recordTime } from "#domain/tickets/desk/time.server.ts";
import { changeMany } from "#domain/tickets/list/bulk.server.ts";
import { forgetView, saveView, viewsOf } from "#domain/tickets/list/views.server.ts";
import { threadOf } from "#domain/tickets/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

test("tickets are joined, split, linked, tagged, worked on and rated within their project only", () =>
  withDatabase(async (db) => {
    const { project, other, support, viewer, pm } = await popgom(db);
    const staff = actorOf(support);
    const named = async (subject: string) => {
      const [row] = await db.select().from(tickets).where(eq(tickets.subject, subject));
      if (!row) throw new Error(subject);
      return row;
    };
    const slow = await named("La recherche par dimension est lente le soir");
    const twice = await named("Courriel de confirmation en double");
    const foreign = await named("Le formulaire de contact ne part plus");
    const mails = { ticket: twice.id, version: twice.version };
    const merge = (intoId: number, version = mails.version, projectId = project.id) =>
      mergeTicket(db, projectId, mails.ticket, staff, { intoId, version });
    expect(await merge(foreign.id)).toEqual({ refused: "notFound" });
    expect(await merge(slow.id, 1, other.project.id)).toEqual({ refused: "notFound" });
    expect(await merge(mails.ticket)).toEqual({ refused: "sameTicket" });
    expect(await merge(slow.id, 99)).toEqual({ refused: "changedMeanwhile" });
    expect(await merge(slow.id)).toEqual({ merged: true });
    expect(await merge(slow.id, 2)).toEqual({ refused: "merged" });
    expect(await named(twice.subject)).toMatchObject({ state: "closed", mergedIntoId: slow.id, version: 2 });
    const last = async (id: number) => (await threadOf(db, project.id, id, { withNotes: false })).at(-1)?.changes;
    expect(await last(twice.id)).toEqual([{ field: "mergedInto", from: null, to: String(slow.id) }]);
    expect(await last(slow.id)).toEqual([{ field: "mergedFrom", from: null, to: String(twice.id) }]);

    // A message becomes a ticket of its own, once; a note never does.
    const entries = await db.select().from(ticketEntries).where(eq(ticketEntries.ticketId, slow.id));
    const message = entries.find(({ kind }) => kind === "message");
    const note = entries.find(({ kind }) => kind === "note");
    const split = (entryId = 0, projectId = project.id) =>
      splitEntry(db, projectId, slow.id, staff, { entryId, subject: "Version 5.11", sendKey: "split-1234" });
    expect(await split(note?.id)).toEqual({ refused: "notAMessage" });
    expect(await split(message?.id, other.project.id)).toEqual({ refused: "notFound" });
    const made = await split(message?.id);
    expect(await split(message?.id)).toEqual(made);
    const newest = await db.select().from(tickets).orderBy(desc(tickets.id)).limit(1);
    expect(newest[0]).toMatchObject({ subject: "Version 5.11", requesterId: viewer.id, lastPublicSide: "client" });

    const link = { otherId: foreign.id, kind: "caused_by" } as const;
    expect(await linkTicket(db, project.id, slow.id, staff, link)).toEqual({ refused: "notFound" });
    const caused = { otherId: newest[0]?.id ?? 0, kind: "caused_by" } as const;
    expect(await linkTicket(db, project.id, slow.id, staff, caused)).toEqual({ linked: true });
    expect(await linkTicket(db, project.id, slow.id, staff, caused)).toEqual({ refused: "alreadyLinked" });
    const linked = (await deskOf(db, project.id, slow.id, { withNotes: false })).links;
    expect(linked.map(({ kind, isOwn }) => [kind, isOwn])).toEqual([
      ["caused_by", true],
      ["related_to", false],
    ]);
    const related = { otherId: caused.otherId, kind: "related_to" } as const;
    expect(await unlinkTicket(db, project.id, slow.id, related)).toEqual({ unlinked: true });
    expect(await unlinkTicket(db, project.id, slow.id, related)).toEqual({ refused: "notFound" });

    expect(await tagTicket(db, project.id, slow.id, staff, { add: ["index"], remove: ["base"] })).toEqual({
      changed: true,
    });
    expect(await tagTicket(db, project.id, slow.id, staff, { add: ["<b>"] })).toEqual({ refused: "badTag" });
    expect(await tagTicket(db, other.project.id, slow.id, staff, { add: ["x"] })).toEqual({ refused: "notFound" });
    expect(await addStep(db, other.project.id, slow.id, "x")).toEqual({ refused: "notFound" });
    const step = await addStep(db, project.id, slow.id, "Prévenir l’équipe de Tyredating");
    const stepId = "id" in step ? step.id : 0;
    expect(await tickStep(db, other.project.id, foreign.id, staff, { stepId, isDone: true })).toEqual({
      refused: "notFound",
    });
    expect(await tickStep(db, project.id, slow.id, staff, { stepId, isDone: true })).toEqual({ ticked: true });
    const work = { id: support.id, name: support.name };
    const spend = (seconds: number) => recordTime(db, project.id, slow.id, work, { seconds, note: "" });
    expect([await spend(600), await spend(-9_000), await spend(0)]).toEqual([
      { recorded: true },
      { refused: "outOfRange" },
      { refused: "outOfRange" },
    ]);
    const desk = await deskOf(db, project.id, slow.id, { withNotes: true });
    expect(desk.work).toMatchObject({ tags: ["index"], spentSeconds: 3_900 });
    expect(desk.work?.steps.at(-1)).toMatchObject({ doneByName: support.name });
    expect(desk.merged.map(({ id }) => id)).toEqual([twice.id]);
    expect((await deskOf(db, project.id, slow.id, { withNotes: false })).work).toBeNull();

    const rate = (id: number) => rateTicket(db, project.id, id, actorOf(viewer), { rating: 4, comment: "Bien." });
    expect(await rate(slow.id)).toEqual({ refused: "notEnded" });
    expect(await rate(twice.id)).toEqual({ refused: "merged" });
    const done = await named("Ajouter Inés Robledo aux destinataires des alertes");
    expect([await rate(done.id), await rate(done.id)]).toEqual([{ rated: true }, { rated: true }]);

    // Many at once: each is answered for itself.
    const reader = { userId: support.id, workProjects: [project.id], clientProjects: [other.project.id] };
    const chosen = [slow, twice, done, foreign].map(({ id, version }) => ({ id, version }));
    const results = await changeMany(db, reader, staff, chosen, { kind: "assign", assigneeId: pm.id });
    expect(results?.map(({ outcome }) => outcome)).toEqual([
      "done",
      { refused: "changedMeanwhile" },
      "done",
      { refused: "notFound" },
    ]);
    const again = await changeMany(db, reader, staff, [{ id: slow.id, version: 2 }], {
      kind: "assign",
      assigneeId: pm.id,
    });
    expect(again?.map(({ outcome }) => outcome)).toEqual(["same"]);
    const watching = await db.select().from(ticketWatchers).where(eq(ticketWatchers.ticketId, slow.id));
    expect(watching.map(({ userId }) => userId)).toContain(pm.id);
  }));

test("views are kept, shared among staff only; canned replies know their variables; teams with tickets stay", () =>
  withDatabase(async (db) => {
    const { project, support, pm, viewer } = await popgom(db);
    const reader = (userId: string) => ({ userId, workProjects: [project.id], clientProjects: [] });
    const client = { userId: viewer.id, workProjects: [], clientProjects: [project.id] };
    const query = new URLSearchParams("q=base&state=all&hack=1&kind=incident&kind=problem");
    const saved = await saveView(db, reader(support.id), { name: "Base", query, isShared: true });
    expect(await saveView(db, client, { name: "x", query, isShared: true })).toEqual({ refused: "notFound" });
    const [seen] = await viewsOf(db, reader(pm.id));
    expect(seen).toMatchObject({ name: "Base", question: "q=base&state=all&kind=incident&kind=problem", isOwn: false });
    expect(await viewsOf(db, client)).toEqual([]);
    const id = "id" in saved ? saved.id : 0;
    expect(await forgetView(db, reader(pm.id), id)).toEqual({ refused: "notFound" });
    expect(await forgetView(db, reader(support.id), id)).toEqual({ forgotten: true });

    const staff = actorOf(support);
    const reply = { name: "Suite", locale: "fr", text: "Bonjour {{ requester }}, n° {{number}}." };
    expect(await addCannedReply(db, staff, { ...reply, text: "{{password}}" })).toEqual({ refused: "unknownVariable" });
    const added = await addCannedReply(db, staff, reply);
    const replyId = "id" in added ? added.id : 0;
    expect(await changeCannedReply(db, staff, { ...reply, id: replyId, version: 7 })).toEqual({
      refused: "changedMeanwhile",
    });
    expect((await cannedList(db)).map(({ name }) => name)).toContain("Suite");
    expect(filledReply(reply.text, { requester: "{{number}}", number: "12" })).toBe("Bonjour {{number}}, n° 12.");
    expect(unknownVariables("{{requester}} {{ x }}")).toEqual(["x"]);

    const busy = (await teamList(db)).find(({ tickets: taken }) => taken > 0);
    expect(await removeTeam(db, staff, busy?.id ?? 0)).toEqual({ refused: "teamHasTickets" });
    expect(await addTeam(db, staff, busy?.name ?? "")).toEqual({ refused: "nameTaken" });
    const team = await addTeam(db, staff, "Réseau");
    const teamId = "id" in team ? team.id : 0;
    const members = (memberIds: string[]) => setTeamMembers(db, staff, { id: teamId, memberIds });
    expect(await members([support.id, viewer.id])).toEqual({ refused: "notFound" });
    expect(await members([support.id, pm.id])).toEqual({ set: true });
    expect((await teamList(db)).find(({ id }) => id === teamId)?.members).toHaveLength(2);
    expect(await removeTeam(db, staff, teamId)).toEqual({ removed: true });
  }));
