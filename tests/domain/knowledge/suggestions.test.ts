import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { articleTexts } from "#db/schema/knowledge.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { makeArticleFromTicket } from "#domain/knowledge/from-ticket.server.ts";
import { linkTicket, ticketsOf } from "#domain/knowledge/links.server.ts";
import { giveOpinion, opinionsOf } from "#domain/knowledge/opinions.server.ts";
import { staleArticles } from "#domain/knowledge/queries.server.ts";
import { knowledgeReader } from "#domain/knowledge/reader.ts";
import { similarTo } from "#domain/knowledge/similar.server.ts";
import { recordSuggestions, suggestionMonths } from "#domain/knowledge/suggestions.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 23, 12));
const HOUR = 3_600_000;
const BY = {
  client: "[client]",
  person: "[personne]",
  email: "[mail]",
  telephone: "[téléphone]",
  host: "[machine]",
  address: "[adresse]",
  order: "[commande]",
  problem: "Problème",
  done: "Fait",
  solution: "Solution",
  check: "À compléter.",
};

async function readerOf(db: Database, user: FixtureUser) {
  const memberships = await membershipsOf(db, user.id);
  const projects = await projectsOf(db, memberships);
  return { reader: knowledgeReader(user.id, memberships, projects), projectIds: projects.map(({ id }) => id) };
}

async function open(db: Database, { id, side, projectId, text, at = NOW }: Opened) {
  const author = { side, id, name: "Inès Valdor" } as const;
  const ticket = { kind: "incident", impact: "medium", urgency: "medium", stopsSales: false, source: "page" } as const;
  const opened = await openTicket(
    db,
    projectId,
    { id, name: author.name, address: null },
    { ...ticket, subject: text.slice(0, 60), text, author, since: null, machineIds: [] },
    at,
  );
  if ("refused" in opened) throw new Error(opened.refused);
  return opened.id;
}

interface Opened {
  readonly id: string;
  readonly side: "client" | "staff";
  readonly projectId: number;
  readonly text: string;
  readonly at?: Date;
}

async function note(db: Database, { project, support }: World, ticketId: number, text: string, isPublic: boolean) {
  const author = { side: "staff", id: support.id, name: support.name } as const;
  const said = await addMessage(db, project.id, ticketId, author, { text, isPublic }, NOW);
  if ("refused" in said) throw new Error(said.refused);
}

test("what is like a ticket is found by its words: a client's own, and never by the words of a note", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, other, viewer, otherViewer, support } = world;
    const text = "Le configurateur de jantes affiche une page blanche";
    const own = await open(db, { id: viewer.id, side: "client", projectId: project.id, text });
    const foreign = await open(db, { id: otherViewer.id, side: "client", projectId: other.project.id, text });
    await note(db, world, own, "Certificat kryptonite périmé", false);

    const similar = async (user: FixtureUser, typed: string, withNotes = false) => {
      const { reader, projectIds } = await readerOf(db, user);
      const found = await similarTo(db, reader, { text: typed, locale: "fr", projectIds, withNotes }, NOW);
      return { articles: found.articles.map(({ id }) => id), tickets: found.tickets.map(({ id }) => id) };
    };
    const typed = "page blanche du configurateur quand on choisit des jantes";
    expect((await similar(viewer, typed)).tickets).toContain(own);
    expect((await similar(viewer, typed)).tickets).not.toContain(foreign);
    expect((await similar(viewer, "certificat kryptonite")).tickets).toEqual([]);
    expect((await similar(support, "certificat kryptonite", true)).tickets).toEqual([own]);
    expect((await similar(viewer, "un paiement refusé par la banque")).articles[0]).toBe(110);
    expect((await similar(otherViewer, "un paiement refusé par la banque")).articles).toEqual([]);
    expect((await similar(viewer, "recréer un index dimension boutique ouverte")).articles).not.toContain(112);
    expect((await similar(support, "recréer un index dimension boutique ouverte")).articles[0]).toBe(112);
    // One word says nothing, and characters that are operators elsewhere are none.
    expect(await similar(viewer, "paiement")).toEqual({ articles: [], tickets: [] });
    expect(await similar(viewer, "+*\"'(~ -@")).toEqual({ articles: [], tickets: [] });
  }));

test("a ticket counts as spared when its writer says so and opens none within a day", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver, otherViewer } = await popgom(db, NOW);
    const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
    const tell = async (user: FixtureUser, event: "shown" | "opened" | "resolved", when = NOW, articleId = 115) => {
      const { reader } = await readerOf(db, user);
      const asked = { projectId: project.id, writing: `writing-${user.id}`, event, articleIds: [articleId] };
      await recordSuggestions(db, reader, asked, when);
    };
    for (const event of ["shown", "opened", "resolved", "resolved"] as const) await tell(viewer, event);
    await tell(approver, "resolved");
    await tell(otherViewer, "shown", NOW, 110);
    await open(db, { id: approver.id, side: "client", projectId: project.id, text: "Et pourtant", at: at(23) });
    await open(db, { id: viewer.id, side: "client", projectId: project.id, text: "Autre chose", at: at(25) });

    const months = await suggestionMonths(db, 115, "Europe/Paris", at(48));
    expect(months).toEqual([{ month: "2026-11", shown: 2, opened: 2, spared: 1 }]);
    // What somebody cannot read is not counted as shown to them.
    const seeded = await suggestionMonths(db, 110, "Europe/Paris", at(48));
    expect(seeded.reduce((sum, { shown }) => sum + shown, 0)).toBe(7);
  }));

test("an article is made of a ticket once, without its names, and counts its tickets", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, other, viewer, support } = world;
    const text = "POPGOM ne répond plus sur db-1, rappelez Marc au 06 12 34 56 78.";
    const ticketId = await open(db, { id: viewer.id, side: "client", projectId: project.id, text });
    await note(db, world, ticketId, "Vu avec Julien Mercadier", false);
    await note(db, world, ticketId, "Index recréé.", true);
    const { reader, projectIds } = await readerOf(db, support);
    const make = (who: typeof reader, projectId: number) =>
      makeArticleFromTicket(db, who, actorOf(support), { projectId, ticketId, locale: "fr", words: BY }, NOW);

    expect(await make(reader, other.project.id)).toEqual({ refused: "notFound" });
    expect(await make((await readerOf(db, viewer)).reader, project.id)).toEqual({ refused: "notFound" });
    const made = await make(reader, project.id);
    if ("refused" in made) throw new Error(made.refused);
    expect(await make(reader, project.id)).toEqual(made);
    const [draft] = await db.select().from(articleTexts).where(eq(articleTexts.articleId, made.id));
    expect(draft?.state).toBe("draft");
    expect(draft?.text).toBe(
      "## Problème\n\n[client] ne répond plus sur [machine], rappelez [personne] au [téléphone].\n\n## Fait\n\nVu avec [personne]\n\n## Solution\n\nIndex recréé.\n\n> À compléter.",
    );
    const link = { articleId: 112, ticketId };
    for (const _time of [1, 2]) {
      expect(await linkTicket(db, reader, actorOf(support), project.id, link, NOW)).toEqual({ linked: true });
    }
    expect(await linkTicket(db, reader, actorOf(support), other.project.id, link, NOW)).toEqual({
      refused: "notFound",
    });
    expect(await ticketsOf(db, 112, projectIds)).toMatchObject({ count: 1, tickets: [{ id: ticketId }] });
    // Whoever does not see the ticket's project reads that there is one, and no more.
    expect(await ticketsOf(db, made.id, [other.project.id])).toEqual({ count: 1, tickets: [] });
  }));

test("a user has one answer, the last; an article that no longer helps is stale", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver, clientAdmin, otherViewer } = await popgom(db, NOW);
    const say = async (user: FixtureUser, isUseful: boolean, articleId = 108) =>
      giveOpinion(db, (await readerOf(db, user)).reader, actorOf(user), { articleId, isUseful, text: "" }, NOW);
    for (const user of [viewer, approver, clientAdmin]) expect(await say(user, false)).toEqual({ given: true });
    await say(clientAdmin, true);
    expect(await say(otherViewer, false)).toEqual({ refused: "notFound" });
    expect(await opinionsOf(db, 108)).toMatchObject({ useful: 1, notUseful: 2 });
    const stale = await staleArticles(db, [project.id], { locale: "fr" }, NOW);
    expect(stale.map(({ id, stale: why }) => [id, ...why])).toContainEqual([108, "notUseful"]);
  }));
