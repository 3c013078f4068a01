import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { closeIncident, openIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const PATH = "/projects/popgom/incidents";
const DATA = `${PATH}?_data=${encodeURIComponent("routes/projects.$projectSlug.incidents")}`;

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

async function post(user: FixtureUser, form: Record<string, string>) {
  return extranet.ask(DATA, { as: await extranet.signedInAs(user.id), form });
}

async function pageOf(user: FixtureUser): Promise<string> {
  return (await extranet.ask(PATH, { as: await extranet.signedInAs(user.id) })).text();
}

test("staff open, tell and close an incident; the client reads all but the notes", () =>
  withDatabase(async (db) => {
    const { support, viewer } = await popgom(db);
    const opened = {
      intent: "open",
      title: "Le paiement échoue",
      impact: "down",
      startedAt: "2026-11-20T09:40",
      text: "",
    };
    expect((await post(support, opened)).status).toBe(204);
    const page = await pageOf(support);
    const incidentId = /name="incidentId" value="(\d+)"/.exec(page)?.[1] ?? "";
    const tell = (text: string, readers: string) => post(support, { intent: "tell", incidentId, text, readers });
    expect((await tell("Soupçon sur la banque", "staff")).status).toBe(204);
    expect((await tell("Nous cherchons", "client")).status).toBe(204);
    expect((await tell("", "client")).status).toBe(400);

    const [forStaff, forClient] = [await pageOf(support), await pageOf(viewer)];
    for (const text of ["Le paiement échoue", "Nous cherchons"]) {
      expect(forStaff).toContain(text);
      expect(forClient).toContain(text);
    }
    expect(forStaff).toContain("Soupçon sur la banque");
    expect(forClient).not.toContain("Soupçon sur la banque");
    expect(forClient).not.toContain('name="intent"');

    const closing = {
      intent: "close",
      incidentId,
      version: "1",
      recoveredAt: "2026-11-20T08:00",
      cause: "c",
      summary: "s",
    };
    for (const missing of ["cause", "summary"]) {
      expect((await post(support, { ...closing, recoveredAt: "2026-11-20T10:00", [missing]: " " })).status).toBe(400);
    }
    expect((await post(support, closing)).status).toBe(422);
    expect((await post(support, { ...closing, recoveredAt: "2026-11-20T10:00" })).status).toBe(204);
    expect(await pageOf(viewer)).toContain("<details>");
  }));

test("what the platform writes of a check is said in words", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    await fallenCheck(db, project.id);
    await followChecks(db, new Date());

    const page = await pageOf(viewer);
    expect(page).toContain("délai dépassé");
    expect(page).not.toContain(">timeout<");
  }));

test("an incident stands among the events of the project's charts, with a way to it", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    await fallenCheck(db, project.id);
    await followChecks(db, new Date());
    const [incident] = await incidentPage(db, project.id, { state: "open", withNotes: false, limit: 1 });

    const read = async (path: string) =>
      (await extranet.ask(path, { as: await extranet.signedInAs(viewer.id) })).text();

    const charts = await read("/projects/popgom/measures");
    expect(charts).toContain(`/projects/popgom/incidents#incident-${incident?.id}`);
    expect(charts).toContain("Incident · Service arrêté");
    expect(await read("/projects/popgom/machines/web-1")).toContain(`"id":"incident-${incident?.id}"`);
  }));

test("the project's home says an open incident with a way to it, and no longer once it is closed", () =>
  withDatabase(async (db) => {
    const { project, viewer, admin } = await popgom(db);
    const home = async () => {
      const page = await extranet.ask("/projects/popgom", { as: await extranet.signedInAs(viewer.id) });
      return (await page.text()).split("<script")[0];
    };
    expect(await home()).not.toContain("/projects/popgom/incidents#incident");
    const startedAt = new Date(Date.now() - 3_600_000);
    const actor = { ...admin, address: null };
    const told = { title: "Le paiement échoue", impact: "degraded", startedAt, text: null } as const;
    const opened = await openIncident(db, project.id, actor, told);
    const incidentId = "id" in opened ? opened.id : 0;

    const page = await home();
    for (const text of ["Le paiement échoue", "Service dégradé depuis", `/incidents#incident-${incidentId}`]) {
      expect(page).toContain(text);
    }
    const closing = { incidentId, version: 1, recoveredAt: new Date(), cause: "c", summary: "s" };
    expect(await closeIncident(db, project.id, actor, closing)).toEqual({ closed: true });
    expect(await home()).not.toContain("Le paiement échoue");
  }));

/** A check that decides availability and has been down for a minute. */
async function fallenCheck(db: Database, projectId: number): Promise<void> {
  const createdAt = new Date();
  const every = { intervalSeconds: 30, timeoutMs: 20_000, decides: true, enabled: true, createdAt };
  const [{ insertId: checkId }] = await db
    .insert(checks)
    .values({ projectId, name: "Parcours", kind: "journey", target: {}, ...every });
  const at = createdAt.getTime() - 60_000;
  await db.insert(checkStates).values({ checkId, at, state: "down", reason: "timeout", runId: null });
}
