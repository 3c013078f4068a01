import { expect, test } from "vitest";

import { events } from "#db/schema/events.ts";
import { USUAL_MAIL } from "#domain/notifications/choice.ts";
import { choicesOf, chooseMails, mailChoices } from "#domain/notifications/choices.server.ts";
import { markRead } from "#domain/notifications/commands.server.ts";
import { noticePage, unreadNotices } from "#domain/notifications/inbox.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 22, 12));

test("each is told once by its key; they read their own only, and only of projects that they still see", () =>
  withDatabase(async (db) => {
    const { project, other, support, viewer } = await popgom(db, NOW);
    const told = {
      kind: "ticket.replied",
      projectId: project.id,
      path: "/projects/popgom/tickets/12",
      data: { number: 12 },
    };
    const both = [viewer.id, support.id, viewer.id];
    await notify(db, { ...told, userIds: both, onceKey: "ticket-entry:1" }, NOW);
    await notify(db, { ...told, userIds: both, onceKey: "ticket-entry:1" }, NOW);
    await notify(db, { ...told, userIds: [support.id], onceKey: "ticket-entry:2", path: `${told.path}#entry-2` }, NOW);
    await notify(db, { ...told, userIds: [], onceKey: "ticket-entry:3" }, NOW);
    await notify(db, { ...told, projectId: null, path: "/account", userIds: [support.id], onceKey: "role:1" }, NOW);

    const reader = { userId: support.id, projectIds: [project.id], staffProjectIds: [project.id] };
    const revoked = { userId: support.id, projectIds: [], staffProjectIds: [] };
    expect(await unreadNotices(db, reader)).toBe(3);
    expect(await unreadNotices(db, revoked)).toBe(1);
    expect(await unreadNotices(db, { ...reader, projectIds: [other.project.id] })).toBe(1);
    const page = await noticePage(db, reader, { projectId: project.id, limit: 10 });
    expect(page.map(({ data, readAt }) => [data, readAt])).toEqual([
      [{ number: 12 }, null],
      [{ number: 12 }, null],
    ]);
    const [newest] = page;
    const older = await noticePage(db, reader, { beforeId: newest?.id, limit: 10 });
    expect(older).toHaveLength(1);

    // Whoever was staff and is of the client by now.
    const note = { ...told, kind: "ticket.noted", userIds: [support.id], onceKey: "ticket-entry:9" };
    await notify(db, note, NOW);
    expect(await unreadNotices(db, { ...reader, staffProjectIds: [] })).toBe(3);
    await markRead(db, support.id, { ids: (await noticePage(db, reader, { limit: 1 })).map(({ id }) => id) }, NOW);

    await markRead(db, viewer.id, { ids: page.map(({ id }) => id) }, NOW);
    expect(await unreadNotices(db, reader)).toBe(3);
    await markRead(db, support.id, { path: told.path }, NOW);
    expect(await unreadNotices(db, reader)).toBe(1);
    expect(await noticePage(db, reader, { unreadOnly: true, limit: 10 })).toHaveLength(1);
    await markRead(db, support.id, "all", NOW);
    await markRead(db, support.id, "all", NOW);
    expect(await unreadNotices(db, reader)).toBe(0);

    const heard = (await db.select().from(events)).filter(({ type }) => type.startsWith("notification."));
    expect(heard.map(({ type }) => type)).toEqual([
      ...Array(4).fill("notification.made"),
      ...Array(3).fill("notification.read"),
    ]);
  }));

test("a key that would be cut and a path that leads elsewhere are never written", () =>
  withDatabase(async (db) => {
    const told = { userIds: ["u"], kind: "ticket.replied", projectId: null, data: {} };
    await expect(notify(db, { ...told, onceKey: "k".repeat(121), path: "/account" })).rejects.toThrow("too long");
    await expect(notify(db, { ...told, onceKey: "k", path: "//evil.test" })).rejects.toThrow("Not a path");
    await expect(notify(db, { ...told, onceKey: "k", path: "/\\evil.test" })).rejects.toThrow("Not a path");
    await expect(notify(db, { ...told, onceKey: "k", path: "https://evil.test" })).rejects.toThrow("Not a path");
  }));

test("how one is mailed is one's own choice, by topic", () =>
  withDatabase(async (db) => {
    const both = ["u1", "u2"];
    expect(await choicesOf(db, "u1")).toEqual(USUAL_MAIL);
    await chooseMails(db, "u1", { ...USUAL_MAIL, tickets: "digest", knowledge: "never" });
    await chooseMails(db, "u1", { ...USUAL_MAIL, tickets: "never" });
    expect(await choicesOf(db, "u1")).toEqual({ ...USUAL_MAIL, tickets: "never" });
    expect([...(await mailChoices(db, both, "tickets"))]).toEqual([
      ["u1", "never"],
      ["u2", "at_once"],
    ]);
  }));
