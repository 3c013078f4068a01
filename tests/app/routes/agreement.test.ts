import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { type Database, database } from "#db/client.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { interventionAnswers, interventionFeeds, interventionLinks, interventions } from "#db/schema/interventions.ts";
import { contacts } from "#db/schema/projects.ts";
import { submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { changePlan } from "#domain/interventions/commands.server.ts";
import { cancel } from "#domain/interventions/course-commands.server.ts";
import { renewFeedKey } from "#domain/interventions/feed.server.ts";
import { answerByLink } from "#domain/interventions/linked-agreement.server.ts";
import { followInterventions } from "#domain/interventions/reminders.server.ts";
import { newestMails } from "#domain/notifications/queries.server.ts";
import { empty, withDatabase } from "#tests/support/database.ts";
import { type ServerRoute, startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { planned, plannedWork } from "#tests/support/intervention.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

import { actionIsAgreedAndPlanned, badAssumptionsAreNamed } from "./capacity-story.ts";

/** A page as others have written it: whoever opens the link has agreed. */
const eager: ServerRoute = {
  id: "planted/eager",
  parentId: "root",
  path: "planted/agreement/:secret",
  module: {
    default: undefined as never,
    loader: async ({ params }) => {
      const given = { answer: "agreed", reason: "", address: null } as const;
      await answerByLink(database(), params.secret ?? "", given);
      return new Response("Merci");
    },
  },
};

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet([eager]);
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

const NIGHT = 86_400_000;

/** Work in ten days that waits for the approver and for a contact without a login; their links, as their mails hold them. */
async function asked(db: Database, world: World) {
  const now = new Date();
  const from = new Date(now.getTime() + 10 * NIGHT);
  const person = { clientId: world.client.id, name: "Élodie Vasseur-Roy", email: "elodie@popgom.test" };
  const [contact] = await db.insert(contacts).values(person).$returningId();
  const approvers = [
    { side: "client", userId: world.approver.id, contactId: null },
    { side: "client", userId: null, contactId: contact?.id ?? 0 },
  ] as const;
  const window = { from, to: new Date(from.getTime() + 5_400_000) };
  const work = plannedWork(world, window, { asking: { clientQuorum: 2, staffQuorum: 0, approvers } });
  const id = await planned(db, world, work, now);
  await submitPlan(db, world.project.id, actorOf(world.support), id, now);
  return { id, work, ofApprover: await linkTo(db, world.approver.email), ofContact: await linkTo(db, person.email) };
}

/** The newest link in a mail to an address. */
async function linkTo(db: Database, address: string): Promise<string> {
  const mail = (await newestMails(db)).find(({ toAddress }) => toAddress === address);
  const link = /https?:\/\/\S+\/agreement\/\S+/.exec(mail?.textBody ?? "")?.[0];
  if (!link) throw new Error(`No link was sent to ${address}`);
  return new URL(link).pathname;
}

/** What a mail's scanner does: every method that reads, several times at once, as data too, following what leads on. */
async function scanned(path: string): Promise<number[]> {
  const paths = [path, `${path}?_data=routes%2Fagreement.%24secret`, `${path}/`, path, `${path}?x=1`];
  const answers = await Promise.all(
    paths.flatMap((one) =>
      ["GET", "HEAD"].map((method) => extranet.ask(one, { method, headers: { purpose: "prefetch" } })),
    ),
  );
  for (const answer of answers) {
    const leads = answer.headers.get("location");
    if (leads) await extranet.ask(new URL(leads, extranet.url).pathname);
    await answer.text();
  }
  return answers.map(({ status }) => status);
}

async function written(db: Database) {
  const [answers, links, rows] = await Promise.all([
    db.select().from(interventionAnswers),
    db.select({ spentAt: interventionLinks.spentAt }).from(interventionLinks),
    db.select({ id: interventions.id, state: interventions.state, version: interventions.version }).from(interventions),
  ]);
  return { answers, links, rows };
}

const say = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  extranet.ask(path, { form, headers });

test("a scanner that opens every link answers nothing and spends nothing; the person answers by a POST, once", () =>
  withDatabase(async (db, handle) => {
    await empty(handle);
    const world = await popgom(db);
    const { id, ofApprover, ofContact } = await asked(db, world);
    const before = await written(db);

    const statuses = await scanned(ofApprover);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await written(db)).toEqual(before);
    // The same look finds a page that answers when it is opened.
    await scanned(ofContact.replace("/agreement/", "/planted/agreement/"));
    expect(await written(db)).not.toEqual(before);
    await db.delete(interventionAnswers);
    await db.update(interventionLinks).set({ spentAt: null });

    const page = await extranet.ask(ofApprover);
    const text = await page.text();
    expect(text).toContain("La boutique reste ouverte.");
    expect(text).toContain(world.approver.name);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-robots-tag")).toContain("noindex");

    const yes = { intent: "agree", name: "inés ROBLEDO" };
    expect((await say(ofApprover, { ...yes, name: "Quelqu’un" })).status).toBe(422);
    expect((await say(ofApprover, yes, { origin: "https://ailleurs.test" })).status).toBe(403);
    expect((await say(ofApprover, yes, { origin: "null", "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await say(ofApprover, yes, { cookie: await extranet.signedInAs(world.support.id) })).status).toBe(422);
    expect((await written(db)).answers).toEqual([]);
    // A page without a referrer posts from the origin "null", and the browser says that it is its own.
    expect((await say(ofApprover, yes, { origin: "null", "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await say(ofApprover, yes)).status).toBe(422);
    expect(await (await extranet.ask(ofApprover)).text()).toContain("Vous avez donné votre accord");

    const no = { intent: "refuse", name: "Elodie Vasseur Roy" };
    expect((await say(ofContact, { ...no, reason: " " })).status).toBe(422);
    expect((await say(ofContact, { ...no, reason: "Jour de paie" })).status).toBe(200);
    expect((await written(db)).answers).toMatchObject([
      { answer: "agreed", name: world.approver.name, byLink: true },
      { answer: "refused", name: "Élodie Vasseur-Roy", reason: "Jour de paie", byLink: true },
    ]);
    const [row] = await db.select().from(interventions).where(eq(interventions.id, id));
    expect(row?.state).toBe("draft");
  }));

test("a link of a changed plan, a cancelled one, a late one and one that was passed on say so; a calendar asks for its key", () =>
  withDatabase(async (db, handle) => {
    await empty(handle);
    const world = await popgom(db);
    const staff = actorOf(world.support);
    const { id, work, ofApprover, ofContact } = await asked(db, world);
    const said = async (path: string) => (await extranet.ask(path)).text();

    const [row] = await db.select().from(interventions).where(eq(interventions.id, id));
    const plan = { ...work.plan, risk: "high" as const };
    const change = { ...work, plan, id, version: row?.version ?? 0 };
    expect(await changePlan(db, world.project.id, staff, change)).toEqual({ asksAgain: true });
    expect(await said(ofApprover)).toContain("Ce plan a changé depuis ce message");
    expect((await say(ofApprover, { intent: "agree", name: world.approver.name })).status).toBe(422);

    const fresh = await linkTo(db, world.approver.email);
    const to = `client:user:${world.clientAdmin.id}`;
    const passed = await say(fresh, { intent: "delegate", name: world.approver.name, to });
    expect(passed.status).toBe(200);
    expect(await said(fresh)).toContain("confiée à quelqu’un d’autre");

    const ofAnother = await linkTo(db, world.clientAdmin.email);
    await db.update(interventionLinks).set({ expiresAt: new Date(0) });
    expect(await said(ofAnother)).toContain("Ce lien n’est plus valable");
    await db.update(interventionLinks).set({ expiresAt: new Date(Date.now() + NIGHT) });
    await cancel(db, world.project.id, staff, id, "Plus utile");
    expect(await said(ofAnother)).toContain("Cette intervention est annulée");
    expect((await extranet.ask(`${ofContact}x`)).status).toBe(404);

    const feed = (key: string) => extranet.ask(`/projects/popgom/interventions.ics?key=${key}`);
    expect((await feed("")).status).toBe(404);
    await renewFeedKey(db, world.project.id, staff);
    const [kept] = await db.select().from(interventionFeeds);
    const calendar = await feed(kept?.feedKey ?? "");
    expect(calendar.headers.get("content-type")).toContain("text/calendar");
    expect(await calendar.text()).toMatch(/UID:intervention-\d+@localhost\r\n[\s\S]*STATUS:CANCELLED/);
    await renewFeedKey(db, world.project.id, staff);
    expect((await feed(kept?.feedKey ?? "")).status).toBe(404);
  }));

test("what a mail holds dies with its reader's role or contact; a stale link names nothing; who looks as another answers nothing", () =>
  withDatabase(async (db, handle) => {
    await empty(handle);
    const world = await popgom(db);
    const { id, work, ofApprover, ofContact } = await asked(db, world);
    const yes = { intent: "agree", name: world.approver.name };

    const looking = await extranet.signedInAs(world.admin.id);
    const seen = await extranet.ask("/projects/popgom/see-as", { as: looking, form: { role: "approver" } });
    expect(seen.status).toBe(302);
    expect((await say(ofApprover, yes, { cookie: looking })).status).toBe(403);
    const passkey = await extranet.ask("/api/auth/passkey/verify-registration", { as: looking, method: "POST" });
    expect(passkey.status).toBe(403);

    const [row] = await db.select().from(interventions).where(eq(interventions.id, id));
    const change = { ...work, plan: { ...work.plan, risk: "high" as const }, id, version: row?.version ?? 0 };
    await changePlan(db, world.project.id, actorOf(world.support), change);
    const stale = await extranet.ask(`${ofApprover}?_data=routes%2Fagreement.%24secret`);
    expect(await stale.json()).toMatchObject({ asked: { state: "changed", plan: null, machines: [], conflicts: [] } });

    const [approver, contact] = [await linkTo(db, world.approver.email), await linkTo(db, "elodie@popgom.test")];
    await db.delete(memberships).where(eq(memberships.userId, world.approver.id));
    await db.delete(contacts).where(eq(contacts.email, "elodie@popgom.test"));
    for (const path of [approver, contact, ofContact]) {
      expect((await extranet.ask(path)).status).toBe(404);
      const given = { answer: "agreed", reason: "", address: null } as const;
      expect(await answerByLink(db, path.split("/").at(-1) ?? "", given)).toEqual({ refused: "notFound" });
    }
    expect((await written(db)).answers).toEqual([]);
    // Nor are they asked again.
    const mails = (await newestMails(db)).length;
    await followInterventions(db, new Date(Date.now() + 3 * NIGHT));
    expect((await newestMails(db)).length).toBe(mails);
  }));

test("an action of capacity is proposed on a forecast, agreed to, and planned from there; its work leads back", () =>
  withDatabase((db) => actionIsAgreedAndPlanned(db, extranet)));

test("of capacity, an assumption that is none is named in the page", () =>
  withDatabase((db) => badAssumptionsAreNamed(db, extranet)));
