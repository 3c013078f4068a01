import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { enrolmentTokens, sourceTokens } from "#db/schema/sources.ts";
import { retireMachine } from "#domain/machines/commands.server.ts";
import { issueEnrolmentToken, revokeMachineToken } from "#domain/machines/enrolment-commands.server.ts";
import { machineRecord } from "#domain/machines/registry.server.ts";
import { newToken, tokenHash } from "#domain/machines/tokens.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, lastEntry } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-22T12:00:00Z");

test("an enrolment token is 256 random bits, kept as a hash only, valid 24 hours", () =>
  withDatabase(async (db) => {
    const { project, web1, pm } = await popgom(db, NOW);

    const issued = await issueEnrolmentToken(db, project.id, web1.id, actorOf(pm), NOW);

    if ("refused" in issued) throw new Error(issued.refused);
    expect(Buffer.from(issued.token, "hex")).toHaveLength(32);
    expect(issued.expiresAt).toEqual(new Date("2026-11-23T12:00:00Z"));
    const rows = await db.select().from(enrolmentTokens).where(eq(enrolmentTokens.sourceId, web1.sourceId));
    expect(rows.map((row) => row.tokenHash)).toContainEqual(tokenHash(issued.token));
    expect(JSON.stringify(await lastEntry(db))).not.toContain(issued.token);
  }));

test("a second command line puts the first out of use", () =>
  withDatabase(async (db) => {
    const { project, web1, pm } = await popgom(db, NOW);
    await issueEnrolmentToken(db, project.id, web1.id, actorOf(pm), NOW);
    const soon = new Date(NOW.getTime() + 60_000);

    await issueEnrolmentToken(db, project.id, web1.id, actorOf(pm), soon);

    const rows = await db.select().from(enrolmentTokens).where(eq(enrolmentTokens.sourceId, web1.sourceId));
    expect(rows.filter((row) => row.expiresAt > soon)).toHaveLength(1);
  }));

test("revoking a token ends what the machine pushes with and any enrolment under way", () =>
  withDatabase(async (db) => {
    const { project, web1, pm } = await popgom(db, NOW);
    await db.delete(sourceTokens).where(eq(sourceTokens.sourceId, web1.sourceId));
    await db.insert(sourceTokens).values({ sourceId: web1.sourceId, tokenHash: newToken().hash, createdAt: NOW });
    await issueEnrolmentToken(db, project.id, web1.id, actorOf(pm), NOW);

    expect(await revokeMachineToken(db, project.id, web1.id, actorOf(pm), NOW)).toEqual({ revoked: 1 });

    expect(await machineRecord(db, project.id, "web-1", NOW)).toMatchObject({ token: null, waiting: null });
    const again = await revokeMachineToken(db, project.id, web1.id, actorOf(pm), NOW);
    expect(again).toEqual({ refused: "nothingToRevoke" });
  }));

test("a retired machine's token stops working, and it cannot be enrolled again", () =>
  withDatabase(async (db) => {
    const { project, web1, pm } = await popgom(db, NOW);
    await db.insert(sourceTokens).values({ sourceId: web1.sourceId, tokenHash: newToken().hash, createdAt: NOW });

    await retireMachine(db, project.id, web1.id, actorOf(pm), { version: 1 }, NOW);

    const rows = await db.select().from(sourceTokens).where(eq(sourceTokens.sourceId, web1.sourceId));
    expect(rows.every((row) => row.revokedAt !== null)).toBe(true);
    const issued = await issueEnrolmentToken(db, project.id, web1.id, actorOf(pm), NOW);
    expect(issued).toEqual({ refused: "notFound" });
  }));

test("a machine of another project is neither enrolled nor cut off", () =>
  withDatabase(async (db) => {
    const { project, other, pm } = await popgom(db, NOW);
    const notFound = { refused: "notFound" };

    expect(await issueEnrolmentToken(db, project.id, other.web1.id, actorOf(pm), NOW)).toEqual(notFound);
    expect(await revokeMachineToken(db, project.id, other.web1.id, actorOf(pm), NOW)).toEqual(notFound);
  }));
