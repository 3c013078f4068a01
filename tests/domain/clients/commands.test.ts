import { expect, test } from "vitest";

import { createClient, editClient, retireClient } from "#domain/clients/commands.server.ts";
import { editProvider } from "#domain/clients/provider-commands.server.ts";
import { clientBySlug, clientList, provider } from "#domain/clients/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

test("a new client takes its address from its name, and both are in the journal", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);

    const created = await createClient(db, actorOf(admin), { name: "Vélorama 44" });

    expect(created).toEqual({ id: expect.any(Number), slug: "velorama-44" });
    expect(await clientBySlug(db, "velorama-44")).toMatchObject({ name: "Vélorama 44", version: 1 });
    expect(await journalOf(db)).toEqual({ audit: ["client.create: Vélorama 44"], events: ["client.created"] });
  }));

test.each([
  ["whose address another has", { name: "Tyredating" }, { refused: "nameTaken" }],
  ["whose name gives no address", { name: "日本" }, { refused: "badSlug" }],
  ["at an address of the extranet's own", { name: "New", slug: "new" }, { refused: "badSlug" }],
  ["at an address with a slash", { name: "Autre chose", slug: "a/b" }, { refused: "badSlug" }],
])("a client %s is refused, and nothing is written", (_sentence, asked, expected) =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);
    const before = await clientList(db);

    expect(await createClient(db, actorOf(admin), asked)).toEqual(expected);
    expect(await clientList(db)).toEqual(before);
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("the audit of an edit says what was and what is, who did it and from where", () =>
  withDatabase(async (db) => {
    const { admin, client } = await popgom(db);

    await editClient(db, client.id, actorOf(admin), { name: "Tyredating SAS", version: 1 });

    expect(await lastEntry(db)).toMatchObject({
      actorName: admin.name,
      address: "192.0.2.7",
      clientId: client.id,
      detail: { changes: { name: { before: "Tyredating", after: "Tyredating SAS" } } },
    });
  }));

test("of two people editing a client, the second is told who was first, and overwrites nothing", () =>
  withDatabase(async (db) => {
    const { admin, support, client } = await popgom(db);
    await editClient(db, client.id, actorOf(admin), { name: "Le premier", version: 1 });

    const second = await editClient(db, client.id, actorOf(support), { name: "Le second", version: 1 });

    expect(second).toMatchObject({ refused: "changedMeanwhile", last: { actorName: admin.name } });
    expect(await clientBySlug(db, client.slug)).toMatchObject({ name: "Le premier", version: 2 });
  }));

test("of ten edits of one version at the same time, one is written", () =>
  withDatabase(async (db) => {
    const { admin, client } = await popgom(db);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => editClient(db, client.id, actorOf(admin), { name: `Nom ${n}`, version: 1 })),
    );

    expect(answers.filter((answer) => "version" in answer)).toHaveLength(1);
    expect((await journalOf(db)).audit).toHaveLength(1);
  }));

test("a client with a living project is not retired", () =>
  withDatabase(async (db) => {
    const { admin, client } = await popgom(db);

    expect(await retireClient(db, client.id, actorOf(admin), { version: 1 })).toEqual({ refused: "projectsRemain" });
  }));

test("a retired client can be neither found nor edited, and its address stays taken", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);
    const created = await createClient(db, actorOf(admin), { name: "Éphémère" });
    if ("refused" in created) throw new Error(created.refused);

    expect(await retireClient(db, created.id, actorOf(admin), { version: 1 })).toEqual({ retired: true });
    expect(await clientBySlug(db, created.slug)).toBeUndefined();
    const edited = await editClient(db, created.id, actorOf(admin), { name: "Revenu", version: 2 });
    expect(edited).toEqual({ refused: "notFound" });
    expect(await createClient(db, actorOf(admin), { name: "Éphémère" })).toEqual({ refused: "nameTaken" });
  }));

test("the provider is edited with the version that was read", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);
    const { version } = await provider(db);
    const details = { name: "Timonerie SAS", emergencyTelephone: "01 99 00 48 00", email: null };

    expect(await editProvider(db, actorOf(admin), { ...details, version })).toEqual({ version: version + 1 });
    expect(await editProvider(db, actorOf(admin), { ...details, version })).toMatchObject({
      refused: "changedMeanwhile",
    });
    expect(await provider(db)).toMatchObject(details);
  }));
