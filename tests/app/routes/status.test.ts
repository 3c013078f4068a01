import { afterAll, beforeAll, expect, test } from "vitest";
import { statusPages } from "#db/schema/status.ts";
import { openIncident, tellIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { INNER_NAMES, statusWorld } from "#tests/domain/status/world.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const PUBLIC = "/status/popgom";
const OWN = "/projects/popgom/status";
const DATA = `${OWN}?_data=${encodeURIComponent("routes/projects.$projectSlug.status")}`;
const MINUTE = 60_000;

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

async function read(path: string, user?: FixtureUser, language = "fr") {
  const as = user && (await extranet.signedInAs(user.id));
  const answer = await extranet.ask(path, { as, headers: { "accept-language": language } });
  return { status: answer.status, text: (await answer.text()).replace(/nonce="[^"]*"/g, "") };
}

/** Which of these a page does not have: a whole page in a failure says little. */
function missing(text: string, wanted: readonly string[]): string[] {
  return wanted.filter((one) => !text.includes(one));
}

test("strangers read a public page in business words, and nothing that is known inside", () =>
  withDatabase(async (db) => {
    const { project, pm, support } = await popgom(db);
    const now = Date.now();
    await statusWorld(db, project.id, pm, {
      title: "POPGOM & <b>fils</b>",
      changes: [
        [now - 80 * 24 * 60 * MINUTE, "up"],
        [now - 2 * MINUTE, "down"],
      ],
    });
    await followChecks(db);
    const actor = { ...support, address: null };
    const incident = { title: "<script>alert(1)</script>", startedAt: new Date(now), text: null };
    const opened = await openIncident(db, project.id, actor, { ...incident, impact: "degraded" });
    if ("refused" in opened) throw new Error(opened.refused);
    const tell = (text: string, isPublic: boolean) =>
      tellIncident(db, project.id, actor, { incidentId: opened.id, text, isPublic });
    await tell("Nous cherchons.", true);
    await tell("db-1 est pleine", false);

    const { status, text } = await read(PUBLIC);
    expect(status).toBe(200);
    const told = ["Commander des pneus\u00a0: interruption depuis", "Nous cherchons.", "Europe/Paris"];
    expect(missing(text, [...told, "POPGOM &amp; &lt;b&gt;fils&lt;/b&gt;"])).toEqual([]);
    const inner = [...Object.values(INNER_NAMES), "db-1", support.name, "<script"];
    expect(missing(text, inner)).toEqual(inner);
    const spanish = await read(PUBLIC, undefined, "es");
    expect(missing(spanish.text, ["Comprar neumáticos: interrupción desde"])).toEqual([]);
  }));

test("a private page, one that is switched off and one that never was are the same to strangers", () =>
  withDatabase(async (db) => {
    const { project, other, pm, admin, viewer, otherViewer } = await popgom(db);
    const absent = await read("/status/absent");
    expect(absent.status).toBe(404);
    expect(await read(PUBLIC)).toEqual({ ...absent, text: absent.text.replaceAll("absent", "popgom") });

    await statusWorld(db, project.id, pm, { visibility: "private" });
    await statusWorld(db, other.project.id, admin, { visibility: "off", title: "Vitrine" });
    for (const user of [undefined, viewer, otherViewer]) {
      const [none, own] = [await read("/status/absent", user), await read(PUBLIC, user)];
      expect(own).toEqual({ ...none, text: none.text.replaceAll("absent", "popgom") });
    }
    expect((await read("/status/vitrine")).status).toBe(404);

    expect(missing((await read(OWN, viewer)).text, ["Commander des pneus"])).toEqual([]);
    expect((await read(OWN, otherViewer)).status).toBe(404);
    const closed = await read("/projects/vitrine/status", otherViewer);
    expect(missing(closed.text, ["pas encore ouverte"])).toEqual([]);
  }));

test("the feed tells the same as the page, in the page's language, and only while it is public", () =>
  withDatabase(async (db) => {
    const { project, pm, support } = await popgom(db);
    await statusWorld(db, project.id, pm, { changes: [[Date.now() - MINUTE, "down"]] });
    await followChecks(db);
    const actor = { ...support, address: null };
    const incident = { title: "Panne <b>&\u0007</b>", impact: "down", startedAt: new Date(), text: "]]>" } as const;
    await openIncident(db, project.id, actor, incident);
    const answer = await extranet.ask(`${PUBLIC}/feed.xml`, { headers: { "accept-language": "es" } });
    expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    const feed = await answer.text();
    const told = [
      "Panne &lt;b&gt;&amp;&lt;/b&gt; – Début de l’incident",
      "]]&gt;",
      "Commander des pneus\u00a0: interruption",
    ];
    expect(missing(feed, told)).toEqual([]);
    const inner = [...Object.values(INNER_NAMES), support.name];
    expect(missing(feed, inner)).toEqual(inner);
    expect((await read("/status/vitrine/feed.xml")).status).toBe(404);
    await db.update(statusPages).set({ visibility: "private" });
    expect(await read(`${PUBLIC}/feed.xml`)).toEqual(await read("/status/absent/feed.xml"));
  }));

test("who may set the page up sees its form; refused settings keep what was typed", () =>
  withDatabase(async (db) => {
    const { project, pm, support, viewer } = await popgom(db);
    const { serviceId } = await statusWorld(db, project.id, pm);
    const warning = ["La page d’état est publique"];
    expect(missing((await read("/projects/popgom/incidents", support)).text, warning)).toEqual([]);
    expect(missing((await read("/projects/popgom/incidents", viewer)).text, warning)).toEqual(warning);
    const field = ['name="visibility"'];
    for (const user of [support, viewer]) expect(missing((await read(OWN, user)).text, field)).toEqual(field);
    expect(missing((await read(OWN, pm)).text, field)).toEqual([]);

    const as = await extranet.signedInAs(pm.id);
    const form = { intent: "edit", visibility: "private", title: "Boutique", locale: "en", version: "1" };
    const unnamed = await extranet.ask(DATA, { as, form: { ...form, [`name${serviceId}fr`]: "Commander" } });
    expect(unnamed.status).toBe(400);
    expect(await unnamed.json()).toMatchObject({ problems: { [`name${serviceId}en`]: "status:problems.nameMissing" } });
    expect((await extranet.ask(DATA, { as, form: { ...form, [`name${serviceId}en`]: "Ordering" } })).status).toBe(204);
    expect((await read(PUBLIC)).status).toBe(404);
    expect(missing((await read(OWN, pm)).text, ["Ordering"])).toEqual([]);
    expect((await extranet.ask(DATA, { as, form })).status).toBe(422);
  }));
