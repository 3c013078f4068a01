import { inspect } from "node:util";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { openDatabase } from "#db/client.server.ts";
import { isOutage } from "#db/outage.server.ts";
import { session } from "#db/schema/identity.ts";
import { withDatabase } from "#tests/support/database.ts";

const NOWHERE = "mysql://root@127.0.0.1:1/nothing";

/** How a query for a session by its token fails on this database. */
async function failureOn(url: string): Promise<unknown> {
  const { db, close } = openDatabase(url);
  try {
    await db.select().from(session).where(eq(session.token, "canary-token"));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await close();
  }
}

test("a failed statement is logged without what it was given", async () => {
  const told = inspect(await failureOn(NOWHERE));

  expect(told).toContain("Failed query: select");
  expect(told).toContain("ECONNREFUSED");
  expect(told).not.toContain("canary-token");
});

test("a refused statement too, whose driver's error repeats it", () =>
  withDatabase(async (db) => {
    const now = new Date();
    const refused = await db
      .insert(session)
      .values({ id: "s", token: "canary-token", userId: "nobody", expiresAt: now, createdAt: now, updatedAt: now })
      .catch((error: unknown) => error);

    expect(inspect(refused)).toContain("foreign key constraint fails");
    expect(inspect({ refused })).not.toContain("canary-token");
    expect(isOutage(refused)).toBe(false);
  }));

test("a database that does not answer is an outage, also where drizzle wraps the driver's error", async () => {
  expect(isOutage(await failureOn(NOWHERE))).toBe(true);
  expect(isOutage(new Error("something else"))).toBe(false);
  expect(isOutage(null)).toBe(false);
});
