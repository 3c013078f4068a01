import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { writeDemoChecks } from "#db/seed/checks.ts";
import { checksOfProject } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

const ROUTE = "routes/projects.$projectSlug.checks";
let data = "";
let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
  data = process.env.TIMONERIE_DATA ?? "";
});
afterAll(() => extranet.close());

const FORM = {
  kind: "http",
  name: "Recherche",
  target: "https://shop.example/pneus",
  status: "200",
  text: "Pneus",
  slowMs: "1500",
  intervalSeconds: "30",
  timeoutMs: "8000",
  internal: "shop.example:8080",
  decides: "on",
  enabled: "on",
};

async function sent(form: Record<string, string>) {
  const as = await extranet.signedInAs("demo-support");
  const answer = await extranet.ask(`/projects/popgom/checks?_data=${encodeURIComponent(ROUTE)}`, { as, form });
  const text = await answer.text();
  return { status: answer.status, problems: text.startsWith("{") ? JSON.parse(text).problems : undefined };
}

test("staff add a check, change it, switch it off and ask for a run", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    expect((await sent({ ...FORM, intent: "add" })).status).toBeLessThan(400);
    const [added] = await checksOfProject(db, project.id);
    expect(added).toMatchObject({
      name: "Recherche",
      target: { kind: "http", url: FORM.target, status: 200, text: "Pneus", slowMs: 1_500 },
      allowed: { host: "shop.example", port: 8_080 },
      internalAllowedBy: "demo-support",
      decides: true,
    });
    const checkId = String(added?.id);

    expect((await sent({ intent: "run", checkId })).status).toBeLessThan(400);
    const edited = { ...FORM, intent: "edit", checkId, version: "1", kind: "tcp", target: "0x7f.1:443", internal: "" };
    expect((await sent(edited)).status).toBeLessThan(400);
    expect((await sent(edited)).problems).toEqual({ form: "admin:refused.changedMeanwhile" });
    const { enabled: _on, ...off } = { ...edited, version: "2" };
    expect((await sent(off)).status).toBeLessThan(400);
    expect((await sent({ intent: "run", checkId })).problems).toEqual({ form: "admin:refused.switchedOff" });
    const [standing] = await checksOfProject(db, project.id);
    expect(standing).toMatchObject({ target: { host: "127.0.0.1", port: 443 }, allowed: null, enabled: false });
    expect(standing?.runAskedAt).toBeGreaterThan(0);
  }));

test.each([
  ["an address that is none", { target: "file:///etc/passwd" }, { target: "checks:problems.httpTarget" }],
  [
    "a deciding check that visits seldom",
    { intervalSeconds: "60" },
    { intervalSeconds: "admin:refused.tooSeldomToDecide" },
  ],
  ["a wait longer than the interval", { timeoutMs: "40000" }, { timeoutMs: "admin:refused.timeoutTooLong" }],
  ["a wait that no confirmation has time for", { timeoutMs: "90000" }, { timeoutMs: "admin:problems.outOfRange" }],
  ["a network for an address", { internal: "10.0.0.0/8" }, { internal: "checks:problems.tcpTarget" }],
])("%s is refused", (_sentence, over, problems) =>
  withDatabase(async (db) => {
    await popgom(db);
    expect((await sent({ ...FORM, ...over, intent: "add" })).problems).toEqual(problems);
  }));

test("the page shows states in words and runs with their steps; a client sees the evidence and not the page", () =>
  withDatabase(async (db) => {
    const { project, viewer, otherViewer } = await popgom(db);
    await writeDemoChecks(db, "http://127.0.0.1:5000");
    const [page, journey] = await checksOfProject(db, project.id);
    const now = Date.now();
    const run = { at: now - 5_000, durationMs: 2_300, timings: { dns: 1.2, firstByte: 80 } };
    await recordRun(db, { ...run, checkId: page?.id ?? 0, outcome: "ok", reason: null, evidence: { status: 200 } });
    const evidence = { screenshot: `${now}.png`, console: `${now}.txt`, step: "basket" };
    const failed = { ...run, checkId: journey?.id ?? 0, outcome: "failed", reason: "basketEmpty", evidence } as const;
    const recorded = await recordRun(db, failed);
    if ("refused" in recorded) throw new Error(recorded.refused);
    mkdirSync(join(data, "evidence", String(journey?.id)), { recursive: true });
    writeFileSync(join(data, "evidence", String(journey?.id), `${now}.png`), "a picture");

    const staff = await extranet.signedInAs("demo-support");
    const html = await (await extranet.ask("/projects/popgom/checks", { as: staff })).text();
    expect(html).toContain("Répond depuis");
    expect(html).toContain("premier octet 80");
    const place = `/projects/popgom/checks/evidence?run=${recorded.runId}&file=screenshot`;
    const as = await extranet.signedInAs(viewer.id);
    expect(await (await extranet.ask(place, { as })).text()).toBe("a picture");
    expect((await extranet.ask("/projects/popgom/checks", { as })).status).toBe(403);
    expect((await extranet.ask(place, { as: await extranet.signedInAs(otherViewer.id) })).status).toBe(404);
    const elsewhere = place.replace("popgom", "vitrine");
    expect((await extranet.ask(elsewhere, { as: staff })).status).toBe(404);
  }));
