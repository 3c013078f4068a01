import { expect, test } from "vitest";
import type { Collector } from "#collector/collector.ts";
import { health } from "#collector/health.ts";

const silent = { query: () => new Promise(() => {}) } as unknown as Collector["pool"];

test("a database that takes the question and says nothing is told within three seconds", async () => {
  const began = Date.now();
  const answer = await health({ pool: silent, reasons: new Set(), sealing: { notes: () => [] } });

  expect(answer).toMatchObject({ status: 503, body: { reasons: ["the database is slow"] } });
  expect(Date.now() - began).toBeLessThan(3_000);
});
