import { expect, test } from "vitest";

import { addContact, type ContactScope, editContact, removeContact } from "#domain/clients/contact-commands.server.ts";
import { contactsOf } from "#domain/clients/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

const ANNE = {
  name: "Anne Le Goff",
  role: "Astreinte",
  telephone: "06 99 00 51 18",
  email: null,
  hours: "24 h sur 24",
  callingOrder: 9,
  note: null,
};

test("a contact is added, changed and removed within its project, and the journal has all three", () =>
  withDatabase(async (db) => {
    const { client, project, pm } = await popgom(db);
    const scope = { clientId: client.id, projectId: project.id };
    const before = await contactsOf(db, scope);

    const added = await addContact(db, scope, actorOf(pm), ANNE);
    if ("refused" in added) throw new Error(added.refused);
    await editContact(db, scope, added.id, actorOf(pm), { ...ANNE, callingOrder: 1, version: 1 });
    expect(await contactsOf(db, scope)).toHaveLength(before.length + 1);
    expect(await removeContact(db, scope, added.id, actorOf(pm), { version: 2 })).toEqual({ removed: true });

    expect(await contactsOf(db, scope)).toEqual(before);
    expect((await journalOf(db)).events).toEqual(["contact.added", "contact.changed", "contact.removed"]);
  }));

const FOREIGN: [string, (world: World) => ContactScope][] = [
  ["another client", ({ other }) => ({ clientId: other.client.id, projectId: null })],
  ["another client's project", ({ other }) => ({ clientId: other.client.id, projectId: other.project.id })],
  ["the client as a whole", ({ client }) => ({ clientId: client.id, projectId: null })],
];

test.each(FOREIGN)("a contact of a project is not found from %s", (_sentence, foreign) =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const scope = { clientId: world.client.id, projectId: world.project.id };
    const [contact] = await contactsOf(db, scope);
    if (!contact) throw new Error("The world has no contact");

    const from = foreign(world);
    const edited = await editContact(db, from, contact.id, actorOf(world.pm), { ...ANNE, version: 1 });
    expect(edited).toEqual({ refused: "notFound" });
    expect(await removeContact(db, from, contact.id, actorOf(world.pm), { version: 1 })).toEqual({
      refused: "notFound",
    });
  }));

test("a contact is not added to a project of another client", () =>
  withDatabase(async (db) => {
    const { client, other, pm } = await popgom(db);

    const scope = { clientId: client.id, projectId: other.project.id };
    expect(await addContact(db, scope, actorOf(pm), ANNE)).toEqual({ refused: "notFound" });
  }));

test("of two people editing a contact, the second is refused", () =>
  withDatabase(async (db) => {
    const { client, project, pm, admin } = await popgom(db);
    const scope = { clientId: client.id, projectId: project.id };
    const [contact] = await contactsOf(db, scope);
    if (!contact) throw new Error("The world has no contact");

    await editContact(db, scope, contact.id, actorOf(pm), { ...ANNE, version: 1 });
    const second = await editContact(db, scope, contact.id, actorOf(admin), { ...ANNE, name: "Autre", version: 1 });
    expect(second).toMatchObject({ refused: "changedMeanwhile", last: { actorName: pm.name } });
  }));
