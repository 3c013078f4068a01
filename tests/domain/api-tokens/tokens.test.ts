import { eq, type SQL, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import { type Database, openDatabase } from "#db/client.server.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { clients, projects } from "#db/schema/index.ts";
import { Bearers } from "#domain/api-tokens/bearers.server.ts";
import { issueApiToken, revokeApiToken, revokeTokenOfClient } from "#domain/api-tokens/commands.server.ts";
import { apiTokensOf } from "#domain/api-tokens/queries.server.ts";
import type { NewApiToken } from "#domain/api-tokens/token.ts";
import { grantMembership, lockUser, revokeMembership, unlockUser } from "#domain/identity/commands.server.ts";
import { namedMembershipsOf } from "#domain/identity/queries.server.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const after = (days: number) => new Date(NOW.getTime() + days * 24 * 3_600_000);
const ASKED: NewApiToken = { name: "Pipeline", scopes: ["metrics.read"], projectIds: null, days: 90 };

async function issued(db: Database, user: FixtureUser, change: Partial<NewApiToken> = {}) {
  const answer = await issueApiToken(db, actorOf(user), user.id, { ...ASKED, ...change }, NOW);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer;
}

async function ask(
  bearers: Bearers,
  db: Database,
  token: string,
  { now = NOW, address = "192.0.2.7", mayDemo = true } = {},
) {
  const entered = await bearers.bearerOf(db, { authorization: `Bearer ${token}`, address, mayDemo }, now);
  return "refused" in entered ? entered : entered.bearer;
}

test("a token is shown once: what is kept is the hash of its 256 bits", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const { token } = await issued(db, viewer);

    expect(token).toMatch(/^tim_[A-Za-z0-9_-]{43}$/);
    const [row] = await db.select().from(apiTokens);
    expect(row?.tokenHash).toHaveLength(32);
    expect(JSON.stringify([row, await lastEntry(db)])).not.toContain(token.slice(4));
    expect(await journalOf(db)).toEqual({ audit: ["api-token.issue: Pipeline"], events: ["api-token.issued"] });
  }));

test("whoever has it speaks as its user, with the user's roles", () =>
  withDatabase(async (db) => {
    const { viewer, client } = await popgom(db);
    const { token, id } = await issued(db, viewer, { scopes: ["events.read", "projects.read"] });

    expect(await ask(new Bearers(), db, token)).toEqual({
      tokenId: id,
      userId: viewer.id,
      userName: viewer.name,
      scopes: ["projects.read", "events.read"],
      projectIds: null,
      memberships: [{ role: "viewer", clientId: client.id, projectId: null }],
    });
  }));

test.each<[string, Partial<NewApiToken>, string]>([
  ["without a name", { name: "  " }, "nameMissing"],
  ["without a scope", { scopes: [] }, "scopeMissing"],
  ["for more than a year", { days: 366 }, "badExpiry"],
  ["that expires before it works", { days: 0 }, "badExpiry"],
  ["restricted to no project", { projectIds: [] }, "foreignProject"],
])("a token %s is refused", (_sentence, change, refused) =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);

    expect(await issueApiToken(db, actorOf(viewer), viewer.id, { ...ASKED, ...change }, NOW)).toEqual({ refused });
    expect(await db.select().from(apiTokens)).toEqual([]);
  }));

test("a token is not restricted to a project that its user does not see", () =>
  withDatabase(async (db) => {
    const { viewer, project, other } = await popgom(db);
    const asked = { ...ASKED, projectIds: [project.id, other.project.id] };

    expect(await issueApiToken(db, actorOf(viewer), viewer.id, asked, NOW)).toEqual({ refused: "foreignProject" });
    expect((await issued(db, viewer, { projectIds: [project.id] })).id).toBeGreaterThan(0);
    expect((await apiTokensOf(db, [viewer.id], { now: NOW })).get(viewer.id)).toMatchObject([{ projects: ["POPGOM"] }]);
  }));

test("a token ends on its day, at its revocation, and with its user", () =>
  withDatabase(async (db) => {
    const { viewer, approver, admin } = await popgom(db);
    const bearers = new Bearers();
    const expiring = await issued(db, viewer, { days: 1 });
    const revoked = await issued(db, viewer);
    const locked = await issued(db, approver);

    expect(await ask(bearers, db, expiring.token, { now: after(0.99) })).toMatchObject({ tokenId: expiring.id });
    expect(await ask(bearers, db, expiring.token, { now: after(1) })).toEqual({ refused: "expired" });

    expect(await revokeApiToken(db, actorOf(approver), approver.id, revoked.id)).toEqual({ refused: "notFound" });
    expect(await revokeApiToken(db, actorOf(viewer), viewer.id, revoked.id)).toEqual({ revoked: true });
    expect(await ask(bearers, db, revoked.token)).toEqual({ refused: "revoked" });

    await lockUser(db, actorOf(admin), approver.id);
    expect(await ask(bearers, db, locked.token)).toEqual({ refused: "closed" });
    expect((await apiTokensOf(db, [viewer.id], { now: after(1) })).size).toBe(0);
  }));

test("a role that was taken gives its tokens nothing from then on", () =>
  withDatabase(async (db) => {
    const { viewer, admin } = await popgom(db);
    const { token } = await issued(db, viewer);
    const [held] = await namedMembershipsOf(db, viewer.id);

    await revokeMembership(db, actorOf(admin), null, held?.id ?? 0);
    expect(await ask(new Bearers(), db, token)).toMatchObject({ memberships: [] });
  }));

test("what is taken of a token in use answers nothing from the next request on, whoever took it and in whatever process", () =>
  withDatabase(async (db, { url }) => {
    const { viewer, admin, client } = await popgom(db);
    const bearers = new Bearers();
    const elsewhere = openDatabase(url, 1);
    const { token, id } = await issued(db, viewer, { scopes: ["metrics.read", "events.write"] });
    const asWritten = async (statement: SQL) => {
      expect(await ask(bearers, db, token)).toMatchObject({ tokenId: id });
      await elsewhere.db.execute(statement);
      return ask(bearers, db, token);
    };
    try {
      expect(await ask(bearers, db, token)).toMatchObject({ scopes: ["metrics.read", "events.write"] });
      expect(
        await asWritten(sql`update api_tokens set scopes = '["metrics.read"]', project_ids = '[7]' where id = ${id}`),
      ).toMatchObject({ scopes: ["metrics.read"], projectIds: [7] });

      expect(await ask(bearers, db, token)).toMatchObject({ memberships: [{ clientId: client.id }] });
      expect(await asWritten(sql`delete from memberships where user_id = ${viewer.id}`)).toMatchObject({
        memberships: [],
      });
      const seat = { userId: viewer.id, role: "viewer", clientId: client.id, projectId: null } as const;
      await grantMembership(db, actorOf(admin), seat);
      expect(await ask(bearers, db, token)).toMatchObject({ memberships: [{ clientId: client.id }] });

      expect(await asWritten(sql`update api_tokens set expires_at = ${NOW} where id = ${id}`)).toEqual({
        refused: "expired",
      });
      await elsewhere.db.execute(sql`update api_tokens set expires_at = ${after(1)} where id = ${id}`);
      expect(await asWritten(sql`update user set locked_at = ${NOW} where id = ${viewer.id}`)).toEqual({
        refused: "closed",
      });
      await unlockUser(db, actorOf(admin), viewer.id);
      await revokeApiToken(elsewhere.db, actorOf(viewer), viewer.id, id);
      expect(await ask(bearers, db, token)).toEqual({ refused: "revoked" });
    } finally {
      await elsewhere.close();
    }
  }));

test("the project of a slug is read with the token, whoever may see it, unless it or its client is retired", () =>
  withDatabase(async (db) => {
    const { viewer, admin, project, other, client } = await popgom(db);
    const { token } = await issued(db, viewer);
    const seat = { userId: viewer.id, role: "approver", clientId: client.id, projectId: null } as const;
    await grantMembership(db, actorOf(admin), seat);
    const projectOf = async (slug?: string) => {
      const request = { authorization: `Bearer ${token}`, address: "192.0.2.7", mayDemo: true, slug };
      const entered = await new Bearers().bearerOf(db, request, NOW);
      if ("refused" in entered) throw new Error(entered.refused);
      expect(entered.bearer.memberships.map(({ role }) => role).sort()).toEqual(["approver", "viewer"]);
      return entered.project;
    };

    for (const { slug } of [project, other.project])
      expect(await projectOf(slug)).toEqual(await projectScope(db, slug));
    for (const slug of [undefined, "", "POPGOM", "absente"]) expect(await projectOf(slug)).toBeUndefined();

    await db.update(projects).set({ retiredAt: NOW }).where(eq(projects.id, project.id));
    await db.update(clients).set({ retiredAt: NOW }).where(eq(clients.id, other.client.id));
    for (const { slug } of [project, other.project]) expect(await projectOf(slug)).toBeUndefined();
  }));

test("a demo user's token works only where demo logins do", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const { token } = await issued(db, viewer);

    expect(await ask(new Bearers(), db, token, { mayDemo: false })).toEqual({ refused: "closed" });
  }));

test("last use is written at most once a minute", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const { token, id } = await issued(db, viewer);
    const bearers = new Bearers();
    const lastUse = async () => (await db.select().from(apiTokens).where(eq(apiTokens.id, id)))[0]?.lastUsedAt;
    const second = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

    await ask(bearers, db, token, { now: NOW });
    await vi.waitFor(async () => expect(await lastUse()).toEqual(NOW));
    await ask(bearers, db, token, { now: second(59) });
    expect(await lastUse()).toEqual(NOW);
    await ask(bearers, db, token, { now: second(60) });
    await vi.waitFor(async () => expect(await lastUse()).toEqual(second(60)));
  }));

test("an address that guesses is shut out, a token that was right there once is not", () =>
  withDatabase(async (db) => {
    const { viewer, approver } = await popgom(db);
    const bearers = new Bearers();
    const known = await issued(db, viewer);
    const fresh = await issued(db, approver);
    await ask(bearers, db, known.token);

    for (let guess = 0; guess < 100; guess++) await ask(bearers, db, `tim_${String(guess).padStart(43, "0")}`);
    expect(await ask(bearers, db, fresh.token)).toMatchObject({ refused: "tooManyWrong" });
    expect(await ask(bearers, db, fresh.token, { address: "192.0.2.8" })).toMatchObject({ tokenId: fresh.id });
    expect(await ask(bearers, db, known.token)).toMatchObject({ tokenId: known.id });
  }));

test.each([
  "",
  "Basic dXNlcjpwYXNz",
  "Bearer",
  "Bearer tm_0000",
  `Bearer tim_${"x".repeat(44)}`,
  "Bearer tim_x y",
])("%j is no token", (authorization) =>
  withDatabase(async (db) => {
    const asked = { authorization, address: "192.0.2.7", mayDemo: true };
    expect(await new Bearers().bearerOf(db, asked)).toEqual({ refused: "unknown" });
  }));

test("a client sees and ends the tokens of its users that may reach it, and no other's", () =>
  withDatabase(async (db) => {
    const { client, project, other, viewer, otherViewer, clientAdmin, admin } = await popgom(db);
    const seat = { userId: otherViewer.id, role: "viewer", clientId: client.id, projectId: null } as const;
    await grantMembership(db, actorOf(admin), seat);
    const both = await issued(db, otherViewer, { projectIds: [project.id, other.project.id] });
    const elsewhere = await issued(db, otherViewer, { projectIds: [other.project.id] });
    const everywhere = await issued(db, viewer);
    const ofStaff = await issued(db, admin);

    const ids = [viewer, otherViewer].map(({ id }) => id);
    const seen = await apiTokensOf(db, ids, { now: NOW, clientId: client.id });
    expect(seen.get(viewer.id)).toMatchObject([{ id: everywhere.id, projects: null }]);
    expect(seen.get(otherViewer.id)).toMatchObject([{ id: both.id, projects: ["POPGOM"] }]);

    const end = (tokenId: number) => revokeTokenOfClient(db, actorOf(clientAdmin), client.id, tokenId, NOW);
    for (const { id } of [elsewhere, ofStaff]) expect(await end(id)).toEqual({ refused: "notFound" });
    expect(await end(both.id)).toEqual({ revoked: true });
    expect(await end(both.id)).toEqual({ refused: "notFound" });
    expect(await lastEntry(db)).toMatchObject({
      action: "api-token.revoke",
      actorId: clientAdmin.id,
      clientId: client.id,
      subjectName: "Pipeline",
    });
  }));
