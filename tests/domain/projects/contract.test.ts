import { expect, test } from "vitest";

import { agreePool, agreeTerms, withdrawPool, withdrawTerms } from "#domain/projects/contract-commands.server.ts";
import { applicationRecords, termsHistory } from "#domain/projects/registry.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const LATER = new Date("2026-11-24T12:00:00Z");
const pool = (effectiveOn: string) => ({
  cpuGhz: 16.5,
  memoryBytes: 32 * 2 ** 30,
  diskBytes: 500 * 2 ** 30,
  effectiveOn,
});
const terms = (effectiveOn: string) => ({
  effectiveOn,
  availabilityTarget: 0.9995,
  maintenanceNoticeDays: 7,
  supportHours: "24/7",
});

test("a pool counts from its day on and leaves the earlier ones as they were", () =>
  withDatabase(async (db) => {
    const { project, applications, pm } = await popgom(db);

    const agreed = await agreePool(db, project.id, applications.shop, actorOf(pm), pool("2026-12-01"), NOW);

    expect(agreed).toEqual({ id: expect.any(Number) });
    const shop = (await applicationRecords(db, project.id)).find(({ id }) => id === applications.shop);
    expect(shop?.pools.map(({ effectiveOn, cpuGhz }) => [effectiveOn, cpuGhz])).toEqual([
      ["2026-12-01", 16.5],
      ["2026-01-01", 12],
    ]);
    expect(await journalOf(db)).toEqual({ audit: ["pool.agree: Boutique"], events: ["pool.agreed"] });
  }));

test("of two agreements for the same day the second is refused, pool or terms", () =>
  withDatabase(async (db) => {
    const { project, applications, pm } = await popgom(db);
    const agree = () => agreePool(db, project.id, applications.shop, actorOf(pm), pool("2026-01-01"), NOW);

    expect(await agree()).toEqual({ refused: "dayTaken" });
    expect(await agreeTerms(db, project.id, actorOf(pm), terms("2026-01-01"), NOW)).toEqual({ refused: "dayTaken" });
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("a slip is withdrawn at once; what has been in effect for a day stays", () =>
  withDatabase(async (db) => {
    const { project, applications, pm } = await popgom(db);
    const first = await agreePool(db, project.id, applications.shop, actorOf(pm), pool("2026-11-01"), NOW);
    const second = await agreeTerms(db, project.id, actorOf(pm), terms("2026-11-01"), NOW);
    if ("refused" in first || "refused" in second) throw new Error("refused");

    expect(await withdrawPool(db, project.id, first.id, actorOf(pm), NOW)).toEqual({ withdrawn: true });
    expect(await withdrawTerms(db, project.id, second.id, actorOf(pm), LATER)).toEqual({ refused: "inEffect" });
    expect(await withdrawTerms(db, project.id, second.id, actorOf(pm), NOW)).toEqual({ withdrawn: true });
    expect((await termsHistory(db, project.id)).map(({ effectiveOn }) => effectiveOn)).toEqual(["2026-01-01"]);
  }));

test("a contract of another project is not found", () =>
  withDatabase(async (db) => {
    const { project, other, applications, pm } = await popgom(db);
    const agreed = await agreePool(db, project.id, applications.shop, actorOf(pm), pool("2026-12-01"), NOW);
    const promised = await agreeTerms(db, project.id, actorOf(pm), terms("2026-12-01"), NOW);
    if ("refused" in agreed || "refused" in promised) throw new Error("refused");
    const notFound = { refused: "notFound" };

    expect(await agreePool(db, other.project.id, applications.shop, actorOf(pm), pool("2026-12-02"), NOW)).toEqual(
      notFound,
    );
    expect(await withdrawPool(db, other.project.id, agreed.id, actorOf(pm), NOW)).toEqual(notFound);
    expect(await withdrawTerms(db, other.project.id, promised.id, actorOf(pm), NOW)).toEqual(notFound);
  }));
