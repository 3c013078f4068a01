import { expect, test } from "vitest";

import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";
import { startApi, tokenOf } from "./support.ts";

test("a token that asks too often is told when to come back, another token is not", () =>
  withDatabase(async (db) => {
    const { viewer, approver } = await popgom(db);
    const [token, other] = [await tokenOf(db, viewer), await tokenOf(db, approver)];
    const api = await startApi({ requestsPerSecond: 0.5 });
    try {
      const burst = await Promise.all(Array.from({ length: 10 }, () => api.ask("/projects", { token })));
      expect(burst.map(({ status }) => status)).toEqual(Array(10).fill(200));

      const refused = await api.ask("/projects", { token });
      expect(refused).toMatchObject({ status: 429, body: { errors: [{ parameter: "Authorization" }] } });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await api.ask("/projects", { token: other })).status).toBe(200);
    } finally {
      await api.close();
    }
  }));
