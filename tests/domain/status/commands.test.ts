import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";
import { services } from "#db/schema/availability.ts";
import { editStatusPage, type StatusPageEdit } from "#domain/status/commands.server.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 22, 12));
const LATER = new Date(Date.UTC(2026, 10, 22, 13));

test("a page is set up, changed and switched off; each change is in the audit and none overwrites another's", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const actor = { ...pm, address: null };
    const components = [{ serviceId: await service(db, project.id), names: { fr: "Commander", es: "Comprar" } }];
    const page: StatusPageEdit = { visibility: "public", title: "POPGOM", locale: "fr", version: 0, components };
    const edit = (change: Partial<StatusPageEdit>, now: Date) =>
      editStatusPage(db, project.id, actor, { ...page, ...change }, now);

    expect(await edit({}, NOW)).toEqual({ id: expect.any(Number) });
    expect(await statusPageOf(db, project.id)).toMatchObject({ ...page, version: 1, publicSince: NOW });
    expect(await edit({}, LATER)).toMatchObject({ refused: "changedMeanwhile", last: { actorName: pm.name } });

    await edit({ version: 1, title: "Boutique POPGOM" }, LATER);
    expect(await statusPageOf(db, project.id)).toMatchObject({ title: "Boutique POPGOM", publicSince: NOW });
    await edit({ version: 2, visibility: "off", components: [] }, LATER);
    expect(await statusPageOf(db, project.id)).toMatchObject({ visibility: "off", publicSince: null, components: [] });
    await edit({ version: 3 }, LATER);
    expect(await statusPageOf(db, project.id)).toMatchObject({ publicSince: LATER });

    const audit = await db.select().from(auditEntries).where(eq(auditEntries.subjectType, "status_page"));
    expect(audit.map(({ action, detail }) => [action, detail.visibility])).toEqual([
      ["status_page.edit", "public"],
      ["status_page.edit", "public"],
      ["status_page.edit", "off"],
      ["status_page.edit", "public"],
    ]);
  }));

test("a service of another project, and one without a name in the page's language, are refused", () =>
  withDatabase(async (db) => {
    const { project, other, pm } = await popgom(db);
    const [own, foreign] = [await service(db, project.id), await service(db, other.project.id)];
    const refusalOf = async (serviceId: number, names: Record<string, string>) => {
      const page = { visibility: "public", title: "x", locale: "fr", version: 0 } as const;
      const edit = { ...page, components: [{ serviceId, names }] };
      return editStatusPage(db, project.id, { ...pm, address: null }, edit, NOW);
    };
    expect(await refusalOf(foreign, { fr: "Commander" })).toEqual({ refused: "notFound" });
    expect(await refusalOf(own, { en: "Ordering", fr: " " })).toEqual({ refused: "nameMissing" });
    expect(await statusPageOf(db, project.id)).toBeUndefined();
  }));

async function service(db: Database, projectId: number): Promise<number> {
  const promised = { slug: "parcours", name: "Parcours", promisedRatio: 0.998 };
  const [{ insertId }] = await db.insert(services).values({ ...promised, projectId, createdAt: NOW });
  return insertId;
}
