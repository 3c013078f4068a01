import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { checksOfProject, plannedChecks } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";
import { tokenFor } from "#tests/collector/support.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

const ROUTE = "routes/projects.$projectSlug.checks";
const FORM = {
  intent: "add",
  kind: "tcp",
  name: "Port 443",
  target: "shop.example:443",
  slowMs: "1000",
  intervalSeconds: "30",
  timeoutMs: "5000",
  enabled: "on",
};
/** Three intervals and one time-out. */
const SILENCE_MS = 3 * 30_000 + 5_000;

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

async function sent(form: Record<string, string>) {
  const as = await extranet.signedInAs("demo-support");
  const answer = await extranet.ask(`/projects/popgom/checks?_data=${encodeURIComponent(ROUTE)}`, { as, form });
  const text = await answer.text();
  return { status: answer.status, problems: text.startsWith("{") ? JSON.parse(text).problems : undefined };
}

async function shown(): Promise<string> {
  const as = await extranet.signedInAs("demo-support");
  const html = await (await extranet.ask("/projects/popgom/checks", { as })).text();
  return html.replaceAll("<!-- -->", "").replaceAll("\u00a0", " ");
}

async function revoke(db: Database, sourceId: number): Promise<void> {
  await db.update(sourceTokens).set({ revokedAt: new Date() }).where(eq(sourceTokens.sourceId, sourceId));
}

test("a check is given to the probe of a machine, which alone is told it, and taken back", () =>
  withDatabase(async (db) => {
    const { project, web1, web2 } = await popgom(db);
    await tokenFor(db, web1.sourceId);
    await tokenFor(db, web2.sourceId);
    expect((await sent({ ...FORM, sourceId: String(web1.sourceId) })).status).toBeLessThan(400);

    const [added] = await checksOfProject(db, project.id);
    expect(added?.probe).toEqual({ sourceId: web1.sourceId, kind: "machine", name: "web-1", isAdmitted: true });
    expect(await plannedChecks(db, web1.sourceId)).toHaveLength(1);
    expect(await plannedChecks(db, web2.sourceId)).toEqual([]);
    expect(await plannedChecks(db, null)).toEqual([]);
    expect(await shown()).toContain("la machine web-1");

    const edit = { ...FORM, intent: "edit", checkId: String(added?.id), version: "1", sourceId: "" };
    expect((await sent(edit)).status).toBeLessThan(400);
    expect(await plannedChecks(db, web1.sourceId)).toEqual([]);
    expect(await plannedChecks(db, null)).toHaveLength(1);
    const written = await db.select().from(auditEntries).where(eq(auditEntries.subjectType, "check"));
    expect(written.map(({ detail }) => (detail as { probe: string | null }).probe)).toEqual(["web-1", null]);
  }));

test("a probe of another project, of nobody or without a token is refused in the same words", () =>
  withDatabase(async (db) => {
    const { project, web1, web2, other } = await popgom(db);
    await tokenFor(db, web1.sourceId);
    await tokenFor(db, other.web1.sourceId);
    await revoke(db, web2.sourceId);
    const refused = { status: 422, problems: { sourceId: "admin:refused.noSuchProbe" } };

    for (const sourceId of [other.web1.sourceId, 987_654, web2.sourceId]) {
      expect(await sent({ ...FORM, sourceId: String(sourceId) })).toEqual(refused);
    }
    expect((await sent({ ...FORM, sourceId: "web-1" })).status).toBe(400);
    await sent({ ...FORM, sourceId: String(web1.sourceId) });
    const [added] = await checksOfProject(db, project.id);
    const edit = { ...FORM, intent: "edit", checkId: String(added?.id), version: "1" };
    expect(await sent({ ...edit, sourceId: String(other.web1.sourceId) })).toEqual(refused);
    expect(await db.select({ sourceId: checks.sourceId }).from(checks)).toEqual([{ sourceId: web1.sourceId }]);

    // What it was before stays a choice: another of its fields may be in need of a change.
    await revoke(db, web1.sourceId);
    expect((await sent({ ...edit, name: "Port", sourceId: String(web1.sourceId) })).status).toBeLessThan(400);
  }));

test("a probe that is not heard for three intervals is blindness, by its name, and no outage", () =>
  withDatabase(async (db) => {
    const { project, web1 } = await popgom(db);
    await tokenFor(db, web1.sourceId);
    await sent({ ...FORM, sourceId: String(web1.sourceId) });
    const checkId = (await plannedChecks(db, web1.sourceId))[0]?.id ?? 0;
    const silentAt = async (now: number) => (await checksOfProject(db, project.id, new Date(now)))[0]?.silentSince;
    expect(await shown()).not.toContain("Nous sommes aveugles");

    const at = Date.now() - SILENCE_MS - 60_000;
    const run = { checkId, at, durationMs: 100, outcome: "ok", reason: null, timings: {}, evidence: {} } as const;
    await recordRun(db, run, new Date(at));
    expect(await silentAt(at + 100 + SILENCE_MS)).toBeNull();
    expect(await silentAt(at + 100 + SILENCE_MS + 1)).toBe(at + 100);
    const page = await shown();
    expect(page).toContain("« Port 443 » est visitée depuis web-1, qui n’a rien envoyé depuis");
    expect(page).not.toContain("Coupure depuis");
    expect(await db.$count(checkStates, eq(checkStates.state, "down"))).toBe(0);

    await revoke(db, web1.sourceId);
    expect(await shown()).toContain("web-1, dont le jeton n’est plus valable");
    const off = { ...FORM, intent: "edit", checkId: String(checkId), version: "1", sourceId: String(web1.sourceId) };
    const { enabled: _on, ...switchedOff } = off;
    expect((await sent(switchedOff)).status).toBeLessThan(400);
    expect(await shown()).not.toContain("Nous sommes aveugles");
  }));
