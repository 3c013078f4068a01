import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { shopSource } from "#bin/start/shop-source.ts";
import { incidentEntries } from "#db/schema/incidents.ts";
import { monthAt } from "#domain/availability/months.ts";
import { contestsOf } from "#domain/availability/queries.server.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const ZONE = "Europe/Paris";
const ROUTE = encodeURIComponent("routes/projects.$projectSlug.availability");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

let outage = { from: 0, to: 0 };
let path = "";
beforeEach(() => {
  // To the millisecond, as checks see it, which no field of a form can say; within an hour, so within a month.
  const from = Math.floor((Date.now() - 3 * DAY) / HOUR) * HOUR + 123;
  outage = { from, to: from + 20 * 60_000 + 345 };
  path = `/projects/popgom/availability?month=${monthAt(from, ZONE)}`;
});

/** The fields of a form that was opened for the outage. */
function opened() {
  const typed = (at: number) => wallTime(at, ZONE).slice(0, 19);
  const hidden = { openedFrom: String(outage.from), openedTo: String(outage.to) };
  return { from: typed(outage.from), to: typed(outage.to), ...hidden };
}

async function post(user: FixtureUser, form: Record<string, string>) {
  const answer = await extranet.ask(`${path}&_data=${ROUTE}`, { as: await extranet.signedInAs(user.id), form });
  const text = await answer.text();
  const said = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: answer.status, problems: said.problems, typed: said.typed };
}

async function pageOf(user: FixtureUser): Promise<string> {
  return (await extranet.ask(path, { as: await extranet.signedInAs(user.id) })).text();
}

test("staff re-classify an outage, to the millisecond; everybody reads who, what it was, what it is and why", () =>
  withDatabase(async (db) => {
    const { project, support, viewer } = await popgom(db);
    const { serviceId, runId } = await judgedService(db, project.id, { outage });
    const before = await pageOf(viewer);
    expect(before).toContain(`/projects/popgom/checks/evidence?run=${runId}&amp;file=screenshot`);
    expect(before).toContain("Aucune décision sur ce mois");
    expect(before).not.toContain('name="intent"');

    const decision = { intent: "decide", serviceId: String(serviceId), ...opened(), verdict: "up", reason: "Faux" };
    expect((await post(support, { ...decision, reason: "Fausse alerte de nos sondes" })).status).toBe(204);

    const after = await pageOf(viewer);
    expect(after).toContain("coupure → en ligne");
    expect(after).toContain("Fausse alerte de nos sondes");
    expect(after).toContain(support.name);
    const file = await extranet.ask(path.replace("?", "/csv?"), { as: await extranet.signedInAs(viewer.id) });
    // One segment more would be left down, were a millisecond of the outage left out.
    const lines = (await file.text()).split("\r\n").filter((line) => line.includes('"down"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"1200.345","up","down","no","reclassification"');
  }));

test("the longest outage is told in full: a client reads how it ran and what was said, not what staff noted", () =>
  withDatabase(async (db) => {
    const { project, support, viewer, other } = await popgom(db);
    const { runId } = await judgedService(db, project.id, { outage });
    const person = { ...support, address: null };
    const incident = { title: "Le paiement échoue", impact: "down", startedAt: new Date(outage.from) } as const;
    const opened = await openIncident(db, project.id, person, { ...incident, text: "Nous cherchons." });
    if ("refused" in opened) throw new Error("not opened");
    await db.update(incidentEntries).set({ at: new Date(outage.from + 60_000) });
    const entry = { incidentId: opened.id, at: new Date(outage.from + 120_000), authorName: "Ana" };
    await db.insert(incidentEntries).values({ ...entry, kind: "note", text: "db-1 est pleine", isPublic: false });

    const page = await pageOf(viewer);
    expect(page).toContain('id="outage"');
    expect(page).toContain("Le paiement échoue. Nous cherchons.");
    expect(page).toContain("1 sur 1 en échec pendant l’arrêt");
    expect(page).toContain(`/projects/popgom/checks/evidence?run=${runId}&amp;file=screenshot`);
    expect(page).toContain(`outage=${outage.from}#outage`);
    expect(page).toContain(`/projects/popgom/incidents#incident-${opened.id}`);
    expect(page).not.toContain("db-1 est pleine");
    expect(page).not.toContain("Commandes par minute");
    expect(await pageOf(support)).toContain("db-1 est pleine");

    const named = `/projects/popgom/availability?outage=${outage.from}`;
    const asViewer = { as: await extranet.signedInAs(viewer.id) };
    expect(await (await extranet.ask(named, asViewer)).text()).toContain("Nous cherchons.");
    const foreign = await extranet.ask(`/projects/${other.project.slug}/availability?outage=${outage.from}`, asViewer);
    expect(foreign.status).toBe(404);
  }));

test("a month without an outage tells none", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    await judgedService(db, project.id, { outage });
    const before = path.replace(/month=.*/, "month=2026-01");
    const page = await extranet.ask(before, { as: await extranet.signedInAs(viewer.id) });
    expect(await page.text()).not.toContain('id="outage"');
  }));

test("a client contests, the support answers once, and a second answer is refused in words with its text kept", () =>
  withDatabase(async (db) => {
    const { project, approver, support, viewer } = await popgom(db);
    const { serviceId } = await judgedService(db, project.id, { outage });
    const contest = { intent: "contest", serviceId: String(serviceId), ...opened(), text: "Lente dès 9 h" };
    expect((await post(viewer, contest)).status).toBe(403);
    expect((await post(support, contest)).status).toBe(403);
    expect((await post(approver, contest)).status).toBe(204);
    const [contested] = await contestsOf(db, serviceId, outage);
    expect(contested).toMatchObject({ ...outage, text: "Lente dès 9 h", answer: null });

    const page = await pageOf(support);
    expect(page).toContain("Lente dès 9 h");
    const contestId = /name="contestId" value="(\d+)"/.exec(page)?.[1] ?? "";
    const answer = { intent: "answer", contestId, answer: "Elle vendait encore." };
    expect((await post(approver, answer)).status).toBe(403);
    expect((await post(support, answer)).status).toBe(204);
    expect(await post(support, { ...answer, answer: "Autre" })).toMatchObject({
      status: 422,
      problems: { form: "admin:refused.alreadyAnswered" },
      typed: { answer: ["Autre"] },
    });
    expect(await pageOf(viewer)).toContain("Elle vendait encore.");
  }));

test.each([
  ["without a reason", { reason: " " }, 400, { reason: "admin:problems.missing" }],
  ["without a verdict", { verdict: "" }, 400, { verdict: "admin:problems.choose" }],
  ["with a day that does not exist", { from: "2026-02-30T10:00" }, 400, { from: "marks:problems.badTime" }],
  ["that ends before it starts", { to: "2020-01-01T00:00" }, 422, { to: "admin:refused.endsBeforeItStarts" }],
  ["that is not over", { to: "2099-01-01T00:00" }, 422, { to: "admin:refused.notOverYet" }],
  ["of a service that is not there", { serviceId: "987654" }, 422, { form: "admin:refused.notFound" }],
])("a decision %s is refused in words, and what was typed is kept", (_sentence, change, status, problems) =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db);
    const { serviceId } = await judgedService(db, project.id, { outage });
    const decision = { intent: "decide", serviceId: String(serviceId), ...opened(), verdict: "up", reason: "Essai" };
    const typed = { ...decision, ...change };
    expect(await post(support, typed)).toMatchObject({ status, problems, typed: { from: [typed.from] } });
  }));

test("the project's home tells how the month stands, that nothing is known of the shop's orders, and leads to both pages", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    const from = Date.now() - 30 * 60_000;
    await judgedService(db, project.id, { outage: { from, to: Date.now() + HOUR } });
    await shopSource(db, new Date());

    const home = await extranet.ask("/projects/popgom", { as: await extranet.signedInAs(viewer.id) });
    const text = await home.text();
    expect(text).toMatch(/Parcours d’achat\u00a0: coupure depuis \d+:\d\d/);
    expect(text).toContain("Commandes inconnues");
    expect(text).toContain('href="/projects/popgom/availability?service=purchase"');
    expect(text).toContain('href="/projects/popgom/storefront"');
  }));
