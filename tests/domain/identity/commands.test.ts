import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { clients } from "#db/schema/clients.ts";
import { acceptInvitation, openInvitation } from "#domain/identity/acceptance.server.ts";
import { grantMembership, lockUser, revokeMembership, revokeSessions } from "#domain/identity/commands.server.ts";
import { createFirstAdminInvitation, inviteUser, withdrawInvitation } from "#domain/identity/invitations.server.ts";
import { namedMembershipsOf, pendingInvitations } from "#domain/identity/queries.server.ts";
import { scopeOf } from "#domain/identity/roles.ts";
import { beginSignIn, forgetFailures, waitAfter } from "#domain/identity/sign-in-limit.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const BASE = new URL("https://extranet.example");
const NOW = new Date("2026-11-24T14:32:00Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe("memberships", () => {
  test("one that is granted is there, is in the audit, and cannot be granted twice", () =>
    withDatabase(async (db) => {
      const { viewer, admin, other } = await popgom(db);
      const granted = { userId: viewer.id, role: "viewer", clientId: other.client.id, projectId: null } as const;

      expect(await grantMembership(db, actorOf(admin), granted)).toEqual({ id: expect.any(Number) });
      expect(await grantMembership(db, actorOf(admin), granted)).toEqual({ refused: "alreadyGranted" });
      expect(await db.query.auditEntries.findMany()).toContainEqual(
        expect.objectContaining({ action: "membership.grant", actorId: admin.id, clientId: other.client.id }),
      );
    }));

  test("one that is revoked is gone, with its event, and only where the client reaches", () =>
    withDatabase(async (db) => {
      const { viewer, clientAdmin, client, other } = await popgom(db);
      const [membership] = await namedMembershipsOf(db, viewer.id);
      const id = membership?.id ?? 0;

      expect(await revokeMembership(db, actorOf(clientAdmin), other.client.id, id)).toEqual({ refused: "absent" });
      expect(await revokeMembership(db, actorOf(clientAdmin), client.id, id)).toEqual({ ok: true });
      expect(await namedMembershipsOf(db, viewer.id)).toEqual([]);
      expect(await db.query.events.findMany()).toContainEqual(
        expect.objectContaining({ type: "membership.revoked", data: { userId: viewer.id } }),
      );
    }));

  test("the last admin keeps its role, even when two try at once", () =>
    withDatabase(async (db) => {
      const { admin, support } = await popgom(db);
      const second = await grantMembership(db, actorOf(admin), { userId: support.id, ...PLATFORM });
      const [first] = (await namedMembershipsOf(db, admin.id)).filter(({ role }) => role === "admin");
      if ("refused" in second || !first) throw new Error("the world has changed");

      const answers = await Promise.all([
        revokeMembership(db, actorOf(admin), null, first.id),
        revokeMembership(db, actorOf(admin), null, second.id),
      ]);

      expect(answers).toContainEqual({ ok: true });
      expect(answers).toContainEqual({ refused: "lastAdmin" });
    }));

  test("the last admin cannot be locked, and a locked one does not count", () =>
    withDatabase(async (db) => {
      const { admin, support } = await popgom(db);
      expect(await lockUser(db, actorOf(admin), admin.id)).toEqual({ refused: "lastAdmin" });
      await grantMembership(db, actorOf(admin), { userId: support.id, ...PLATFORM });
      expect(await lockUser(db, actorOf(admin), support.id)).toEqual({ ok: true });

      expect(await lockUser(db, actorOf(admin), admin.id)).toEqual({ refused: "lastAdmin" });
    }));

  test.each([
    ["admin on the platform", { role: "admin", clientId: null, projectId: null }, "platform"],
    ["admin on a client", { role: "admin", clientId: 3, projectId: null }, null],
    ["project manager on a project", { role: "project_manager", clientId: null, projectId: 7 }, "project:7"],
    ["project manager on the platform", { role: "project_manager", clientId: null, projectId: null }, null],
    ["viewer on a client", { role: "viewer", clientId: 3, projectId: null }, "client:3"],
    ["viewer on the platform", { role: "viewer", clientId: null, projectId: null }, null],
    ["viewer on a project", { role: "viewer", clientId: 3, projectId: 7 }, null],
  ] as const)("%s has the scope it can have", (_sentence, scope, expected) => {
    expect(scopeOf(scope)).toBe(expected);
  });
});

describe("invitations", () => {
  test("only the hash of the token is kept", () =>
    withDatabase(async (db) => {
      const { admin, client } = await popgom(db);
      await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: client.id }, BASE);

      const [mail] = await db.query.outboxMails.findMany();
      const token = /invitation\/([\w-]{43})/.exec(mail?.textBody ?? "")?.[1] ?? "";
      expect(mail?.textBody).toContain("https://extranet.example/invitation/");
      expect(JSON.stringify(await db.query.invitations.findMany())).not.toContain(token);
      expect(JSON.stringify(await db.query.auditEntries.findMany())).not.toContain(token);
      expect(await openInvitation(db, token)).toMatchObject({ email: VIEWER.email, role: "viewer" });
    }));

  test.each([
    ["after seven days", 7 * 24 * 60 + 1],
    ["never opened wrongly before", 0],
  ])("%s", (_sentence, later) =>
    withDatabase(async (db) => {
      const { admin, client } = await popgom(db);
      await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: client.id }, BASE, NOW);
      const token = await mailedToken(db);

      expect(Boolean(await openInvitation(db, token, minutes(later)))).toBe(later === 0);
      expect(await openInvitation(db, `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`, NOW)).toBeUndefined();
    }));

  test("one that is sent again replaces the first, whose link opens nothing any more", () =>
    withDatabase(async (db) => {
      const { admin, client, other } = await popgom(db);
      const invited = { ...VIEWER, clientId: client.id };
      await inviteUser(db, actorOf(admin), invited, BASE, NOW);
      const first = await mailedToken(db);
      await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: other.client.id }, BASE, NOW);
      await inviteUser(db, actorOf(admin), invited, BASE, NOW);

      expect(await openInvitation(db, first, NOW)).toBeUndefined();
      expect((await pendingInvitations(db, {}, NOW)).map(({ clientId }) => clientId).sort()).toEqual(
        [client.id, other.client.id].sort(),
      );
    }));

  test("to a client that is retired is none", () =>
    withDatabase(async (db) => {
      const { admin, client } = await popgom(db);
      await db.update(clients).set({ retiredAt: NOW }).where(eq(clients.id, client.id));

      expect(await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: client.id }, BASE, NOW)).toEqual({
        refused: "roleNotPossibleThere",
      });
    }));

  test("one that is withdrawn opens nothing, and only its client may withdraw it", () =>
    withDatabase(async (db) => {
      const { admin, client, other } = await popgom(db);
      const sent = await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: client.id }, BASE);
      if ("refused" in sent) throw new Error(sent.refused);
      const token = await mailedToken(db);

      expect(await withdrawInvitation(db, actorOf(admin), other.client.id, sent.id)).toEqual({ refused: "absent" });
      expect(await withdrawInvitation(db, actorOf(admin), client.id, sent.id)).toEqual({ ok: true });
      expect(await openInvitation(db, token)).toBeUndefined();
    }));

  test("of two who open one at once, one gets in", () =>
    withDatabase(async (db) => {
      const { admin, client } = await popgom(db);
      await inviteUser(db, actorOf(admin), { ...VIEWER, clientId: client.id }, BASE);
      const token = await mailedToken(db);
      const accepted = { name: "Somebody", password: "a long enough phrase", address: null };

      const answers = await Promise.all([acceptInvitation(db, token, accepted), acceptInvitation(db, token, accepted)]);

      expect(answers.filter((answer) => "userId" in answer)).toHaveLength(1);
      expect(answers).toContainEqual({ refused: "expired" });
    }));

  test("nobody is invited who has an account", () =>
    withDatabase(async (db) => {
      const { admin, client, viewer } = await popgom(db);
      const again = { ...VIEWER, email: viewer.email.toUpperCase(), clientId: client.id };

      expect(await inviteUser(db, actorOf(admin), again, BASE)).toEqual({ refused: "emailTaken" });
    }));

  test("the first admin's link is valid one hour, and is refused where there is an admin", () =>
    withDatabase(async (db) => {
      const made = await createFirstAdminInvitation(db, "", BASE, { onlyWhenNone: true, now: NOW });
      if ("refused" in made) throw new Error(made.refused);
      const token = made.link.split("/").at(-1) ?? "";

      expect(made.link).toContain("https://extranet.example/first-admin/");
      expect(await openInvitation(db, token, minutes(59))).toMatchObject({ role: "admin" });
      expect(await openInvitation(db, token, minutes(61))).toBeUndefined();
      await acceptInvitation(
        db,
        token,
        { name: "Ada", email: "ada@extranet.example", password: "a long enough phrase", address: null },
        minutes(5),
      );
      expect(await createFirstAdminInvitation(db, "", BASE, { onlyWhenNone: true })).toEqual({
        refused: "adminExists",
      });
    }));
});

describe("sessions", () => {
  test("are all closed but the one that asks", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer } = await popgom(db);
      for (const id of ["one", "two", "three"]) {
        await pool.query(
          "insert into session (id, token, user_id, expires_at, created_at, updated_at) values (?, ?, ?, '2099-01-01', now(3), now(3))",
          [id, id, viewer.id],
        );
      }

      expect(await revokeSessions(db, actorOf(viewer), viewer.id, { exceptSessionId: "two" })).toEqual({ closed: 2 });
      expect(await db.query.session.findMany()).toMatchObject([{ id: "two" }]);
    }));
});

describe("failed sign-ins", () => {
  test.each([
    [1, 0],
    [4, 0],
    [5, 30_000],
    [6, 60_000],
    [9, 480_000],
    [10, 900_000],
    [500, 900_000],
  ])("after %i in a row one waits %i ms", (failures, expected) => {
    expect(waitAfter(failures)).toBe(expected);
  });

  test("a hundred guesses sent at once are five", () =>
    withDatabase(async (db) => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => beginSignIn(db, "a@b.test", NOW)));

      expect(answers.filter((answer) => "ok" in answer)).toHaveLength(5);
    }));

  test("are forgotten after an hour, and at the right password", () =>
    withDatabase(async (db) => {
      const allowed = async (now: Date) => "ok" in (await beginSignIn(db, "A@b.test", now));
      for (let attempt = 0; attempt < 5; attempt += 1) await allowed(NOW);
      expect(await allowed(NOW)).toBe(false);
      expect(await allowed(minutes(1))).toBe(true);
      expect(await allowed(minutes(1))).toBe(false);
      expect(await allowed(minutes(62))).toBe(true);
      for (let attempt = 0; attempt < 4; attempt += 1) await allowed(minutes(62));
      await forgetFailures(db, "a@B.test");
      expect(await allowed(minutes(62))).toBe(true);
    }));
});

const PLATFORM = { role: "admin", clientId: null, projectId: null } as const;
const VIEWER = { email: "somebody@popgom.test", role: "viewer", projectId: null } as const;

function actorOf({ id, name }: { id: string; name: string }) {
  return { id, name, address: "127.0.0.1" };
}

/** The token of the newest mail. */
async function mailedToken(db: Parameters<typeof openInvitation>[0]): Promise<string> {
  const mail = (await db.query.outboxMails.findMany({ orderBy: (mails, { asc }) => asc(mails.id) })).at(-1);
  return /invitation\/([\w-]{43})/.exec(mail?.textBody ?? "")?.[1] ?? "";
}
