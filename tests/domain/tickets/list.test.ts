import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import type { ListPlace } from "#domain/tickets/list/place.ts";
import { ticketList } from "#domain/tickets/list/queries.server.ts";
import { questionOf } from "#domain/tickets/list/question.ts";
import { ticketReader } from "#domain/tickets/list/reader.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const ALL = 100;

async function asking(db: Database, userId: string) {
  const memberships = await membershipsOf(db, userId);
  const reader = ticketReader(userId, memberships, await projectsOf(db, memberships));
  const page = (query: string, paging: { after?: ListPlace; limit: number } = { limit: ALL }) =>
    ticketList(db, reader, questionOf(new URLSearchParams(query)), paging);
  const subjects = async (query: string) => (await page(query)).tickets.map(({ subject }) => subject);
  return { page, subjects };
}

test("the list shows what its reader may see, pressing first, page by page, and finds by words and numbers", () =>
  withDatabase(async (db) => {
    const { support, viewer, otherViewer } = await popgom(db);
    const staff = await asking(db, support.id);
    const client = await asking(db, viewer.id);
    const foreign = await asking(db, otherViewer.id);

    // Whoever must act is first: for staff the unanswered, for the client what was asked of them.
    const pressing = (await staff.page("")).tickets;
    expect(pressing[0]?.subject).toBe("Paiement refusé par la banque pour les cartes étrangères");
    expect((await client.subjects(""))[0]).toBe("La recherche par dimension est lente le soir");
    expect(await foreign.subjects("state=all")).toEqual(["Le formulaire de contact ne part plus"]);
    expect(await client.subjects("state=all&project=vitrine")).toEqual([]);

    // Pages hold each ticket once, in the order of the whole.
    for (const query of ["", "state=all", "state=ended"]) {
      const whole = (await staff.page(query)).tickets.map(({ id }) => id);
      const read: number[] = [];
      let after: ListPlace | null = null;
      do {
        const { tickets, next } = await staff.page(query, { after: after ?? undefined, limit: 3 });
        read.push(...tickets.map(({ id }) => id));
        after = next;
      } while (after);
      expect(read).toEqual(whole);
    }

    // What is among staff is neither shown nor found by others.
    expect(pressing.find(({ tags }) => tags.includes("mémoire"))?.teamName).toBe("Exploitation");
    const shown = (await client.page("state=all")).tickets;
    expect(shown.every(({ tags, teamName, version }) => tags.length === 0 && !teamName && version === null)).toBe(true);
    const found: [query: string, staffFinds: number, clientFinds: number][] = [
      ["q=ramasse-miettes", 1, 0],
      ["q=dossier 88214", 1, 0],
      ["q=quota", 1, 0],
      ["tag=base&state=all", 2, 0],
      ["q=l'index", 1, 1],
      ["q=l’INDEX%20de%20la", 1, 1],
      ["q=dechire", 0, 0],
      ["q=echec +-*()\"'", 0, 0],
      ["q=+-*()\"'", 0, 0],
      ["q=certificats", 1, 1],
      ["q=orders-1", 1, 1],
      ["q=db-2", 2, 1],
      ["q=paiement cartes", 1, 1],
      ["q=paiement formulaire", 0, 0],
      [`q=n° ${pressing[0]?.id}`, 1, 1],
      ["waits=client", 2, 2],
      ["waits=third", 1, 1],
      ["kind=question", 1, 1],
      ["priority=1", 1, 1],
      ["assignee=nobody", 2, 2],
      ["assignee=me", 5, 0],
      ["machine=orders-1", 2, 2],
      ["machine=web-1", 1, 0],
      ["state=closed", 2, 2],
      ["team=999999", 0, 0],
    ];
    const counted = await Promise.all(
      found.map(async ([query]) => [
        query,
        (await staff.subjects(query)).length,
        (await client.subjects(query)).length,
      ]),
    );
    expect(counted).toEqual(found);
  }));
