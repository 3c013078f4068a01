import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { ok } from "#app/http/api/answer.ts";
import { type Operation, onPlatform } from "#app/http/api/operation.ts";
import { OPERATIONS } from "#app/http/api/operations.server.ts";
import { type Database, database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";
import { revokeApiToken } from "#domain/api-tokens/commands.server.ts";
import { apiTokensOf } from "#domain/api-tokens/queries.server.ts";
import { API_SCOPES } from "#domain/api-tokens/token.ts";
import { grantMembership, revokeMembership } from "#domain/identity/commands.server.ts";
import { namedMembershipsOf } from "#domain/identity/queries.server.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import { addMessage } from "#domain/tickets/commands.server.ts";
import { type ApiAnswered, startApi, type TestApi, tokenOf } from "#tests/api/support.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

/** A project's name for any token: the kind of hole that this test is for. */
const HOLE: Operation = {
  ...onPlatform({
    id: "hole",
    method: "GET",
    path: "/planted/{slug}",
    tag: "projects",
    summary: "A hole",
    scope: "projects.read",
    answers: [],
    handle: async ({ params }) => ok({ name: (await projectScope(database(), params.slug ?? ""))?.name }),
  }),
};

const EVENT_BODY = { at: "2026-11-22T10:00:00Z", kind: "deployment", title: "Version 4.2" };
const TICKET_BODY = { text: "Le paiement échoue." };

const SEEING = ["viewer", "approver", "clientAdmin", "support", "pm", "admin"] as const;
const OUTSIDE = ["nobody", "cookie", "machine", "expired", "revoked"] as const;
type Caller = (typeof SEEING)[number] | (typeof OUTSIDE)[number] | "foreign" | "narrow" | "restricted" | "demoted";

// One a test: whoever sends as many wrong tokens as these tests is shut out for ten minutes.
let api: TestApi;
beforeEach(async () => {
  api = await startApi({ planted: [HOLE] });
});
afterEach(() => api.close());

describe("every operation of the API, for every caller, on an own, a foreign and an absent project", () => {
  test.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    "%s",
    { timeout: 120_000 },
    (_name, operation) => withDatabase(async (db) => expect(await breachesOf(db, operation)).toEqual([])),
  );
});

test("a planted hole is found", () =>
  withDatabase(async (db) => {
    expect(await breachesOf(db, HOLE)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^viewer: foreign differs from absent/)]),
    );
  }));

test("the list of projects is what the token reaches, and nothing else", () =>
  withDatabase(async (db) => {
    const { tokens } = await worldOf(db);
    const seen = async (caller: Caller) =>
      (await api.ask("/projects", { token: tokens[caller] })).body.data.map(({ slug }: { slug: string }) => slug);

    for (const caller of ["viewer", "approver", "clientAdmin", "pm"] as const)
      expect(await seen(caller)).toEqual(["popgom"]);
    for (const caller of ["admin", "support"] as const) expect(await seen(caller)).toEqual(["popgom", "vitrine"]);
    for (const caller of ["foreign", "restricted"] as const) expect(await seen(caller)).toEqual(["vitrine"]);
    expect(await seen("demoted")).toEqual([]);
  }));

test("an event of another project is absent, by whatever slug it is asked for", () =>
  withDatabase(async (db) => {
    const { world, tokens } = await worldOf(db);
    const foreign = await eventOf(db, world, world.other.project.id);
    for (const method of ["GET", "DELETE"]) {
      const [one, other] = await Promise.all(
        [foreign, 987_654].map((id) => api.ask(`/projects/popgom/events/${id}`, { method, token: tokens.pm })),
      );
      expect(difference(one, other)).toBe("");
      expect(one?.status).toBe(404);
    }
  }));

test("a note among staff is in no answer to a client's token, and a foreign ticket is absent", () =>
  withDatabase(async (db) => {
    const { world, tokens } = await worldOf(db);
    const { project, support, other, ticket } = world;
    const author = { side: "staff", id: support.id, name: support.name } as const;
    await addMessage(db, project.id, ticket, author, { text: "zanzibar", isPublic: false });
    for (const [caller, reads] of [
      ["viewer", false],
      ["clientAdmin", false],
      ["support", true],
      ["pm", true],
    ] as const) {
      const { body } = await api.ask(`/projects/popgom/tickets/${ticket}`, { token: tokens[caller] });
      expect(JSON.stringify(body).includes("zanzibar"), caller).toBe(reads);
      expect(
        body.messages.some(({ internal }: { internal: boolean }) => internal),
        caller,
      ).toBe(reads);
    }
    const [one, none] = await Promise.all(
      [other.ticket, 987_654].map((number) => api.ask(`/projects/popgom/tickets/${number}`, { token: tokens.admin })),
    );
    expect(difference(one, none)).toBe("");
    const key = { "idempotency-key": "run-of-tonight" };
    const opens = () =>
      api.ask("/projects/popgom/tickets", { method: "POST", token: tokens.viewer, body: TICKET_BODY, headers: key });
    const [first, second] = [await opens(), await opens()];
    expect([first.status, second.body.number]).toEqual([201, first.body.number]);
  }));

/** What was wrong with an operation, one line each. */
async function breachesOf(db: Database, operation: Operation): Promise<string[]> {
  const breaches: string[] = [];
  const { world, tokens } = await worldOf(db);
  tokens.narrow = await tokenOf(db, world.admin, { scopes: API_SCOPES.filter((scope) => scope !== operation.scope) });
  const writes = operation.scope.endsWith(".write");
  const isOfTickets = operation.tag === "tickets";
  const ask = async (caller: Caller, place: "own" | "foreign" | "absent") => {
    const project = { own: world.project, foreign: world.other.project, absent: { id: 0, slug: "absente" } }[place];
    const event = place === "absent" ? 987_654 : await eventOf(db, world, project.id);
    const ticket = { own: world.ticket, foreign: world.other.ticket, absent: 987_654 }[place];
    return api.ask(addressOf(operation, project.slug, { event, ticket }), {
      method: operation.method,
      token: tokens[caller],
      body: operation.body && (isOfTickets ? TICKET_BODY : EVENT_BODY),
      headers: caller === "cookie" ? { cookie: "timonerie_session=anything" } : {},
    });
  };
  const callers: Caller[] = [...SEEING, ...OUTSIDE, "foreign", "narrow", "restricted", "demoted"];
  for (const caller of callers) {
    const [own, foreign, absent] = [
      await ask(caller, "own"),
      await ask(caller, "foreign"),
      await ask(caller, "absent"),
    ];
    const what = (text: string) => breaches.push(`${caller}: ${text}`);
    const isOutside = OUTSIDE.some((one) => one === caller);
    if (isOutside || caller === "narrow") {
      if (own.status !== (isOutside ? 401 : 403)) what(`own is ${own.status}`);
      const differs = difference(own, absent) || difference(foreign, absent);
      if (differs) what(`own, foreign and absent differ: ${differs}`);
      continue;
    }
    if (!operation.path.includes("{")) {
      if (own.status >= 300) what(`is ${own.status}`);
      continue;
    }
    if (absent.status !== 404) what(`absent is ${absent.status}`);
    const reachesForeign = caller === "admin" || caller === "support";
    const hasForeign = reachesForeign || caller === "foreign" || caller === "restricted";
    const reachesOwn = SEEING.some((one) => one === caller);
    // The events are an admin's: of others, staff alone take one off.
    const isClients = caller === "approver" || caller === "clientAdmin";
    const mayWrite =
      isOfTickets || (caller !== "viewer" && caller !== "foreign" && !(operation.method === "DELETE" && isClients));
    const wanted = writes && !mayWrite ? 403 : 200;
    if (reachesOwn && !isDone(own, wanted)) what(`own should be ${wanted}, is ${own.status}`);
    if (hasForeign && !isDone(foreign, wanted)) what(`foreign should be ${wanted}, is ${foreign.status}`);
    if (!reachesOwn && difference(own, absent)) what(`own differs from absent: ${difference(own, absent)}`);
    if (!hasForeign && difference(foreign, absent)) what(`foreign differs from absent: ${difference(foreign, absent)}`);
  }
  for (const method of ["PUT", "PATCH", "OPTIONS"]) {
    const { status, headers } = await api.ask(addressOf(operation, "popgom", { event: 1, ticket: 1 }), {
      method,
      token: tokens.admin,
    });
    if (status !== 405 || !headers.get("allow")?.includes(operation.method)) breaches.push(`${method}: ${status}`);
  }
  return breaches;
}

async function worldOf(db: Database) {
  const world = await popgom(db);
  const tokens: Record<string, string | undefined> = { machine: "0".repeat(64) };
  for (const caller of SEEING) tokens[caller] = await tokenOf(db, world[caller]);
  tokens.foreign = await tokenOf(db, world.otherViewer);
  tokens.restricted = await tokenOf(db, world.admin, { projectIds: [world.other.project.id] });
  tokens.expired = await tokenOf(db, world.admin, { days: 1 }, new Date(Date.now() - 2 * 24 * 3_600_000));
  tokens.revoked = await tokenOf(db, world.admin, { name: "To be revoked" });
  const held = (await apiTokensOf(db, [world.admin.id])).get(world.admin.id) ?? [];
  const doomed = held.find(({ name }) => name === "To be revoked");
  await revokeApiToken(db, actorOf(world.admin), world.admin.id, doomed?.id ?? 0);
  tokens.demoted = await demotedToken(db, world);
  return { world, tokens };
}

/** A token of somebody who lost every role after making it. */
async function demotedToken(db: Database, { admin }: World): Promise<string> {
  const id = "demoted";
  const [now, email] = [new Date(), "demoted@popgom.test"];
  await db.insert(user).values({ id, email, name: "Demoted", createdAt: now, updatedAt: now });
  await grantMembership(db, actorOf(admin), { userId: id, role: "support", clientId: null, projectId: null });
  const token = await tokenOf(db, { id, email, name: "Demoted" });
  const [held] = await namedMembershipsOf(db, id);
  await revokeMembership(db, actorOf(admin), null, held?.id ?? 0);
  return token;
}

async function eventOf(db: Database, world: World, projectId: number): Promise<number> {
  if (projectId === 0) return 987_654;
  const mark = { at: new Date(), until: null, kind: "other", title: "To find", detail: null, url: null } as const;
  const recorded = await recordMark(db, projectId, actorOf(world.admin), mark);
  return "id" in recorded ? recorded.id : 0;
}

function addressOf({ path, query }: Operation, slug: string, { event, ticket }: { event: number; ticket: number }) {
  const filled = path
    .replace("{slug}", slug)
    .replace("{machine}", "web-1")
    .replace("{event}", String(event))
    .replace("{ticket}", String(ticket));
  return query && "series" in query.shape ? `${filled}?series=cpu_used_ratio` : filled;
}

function isDone({ status }: ApiAnswered, wanted: number): boolean {
  return wanted === 200 ? status < 300 : status === wanted;
}

/** Two answers must be alike in all but the address that was asked, which the asker knows. */
function difference(one: ApiAnswered | undefined, other: ApiAnswered | undefined): string {
  const told = (answer: ApiAnswered | undefined) =>
    JSON.stringify([
      answer?.status,
      [...(answer?.headers ?? [])].filter(([name]) => name !== "date" && name !== "content-length"),
      { ...answer?.body, instance: "" },
    ]);
  return told(one) === told(other) ? "" : `${told(one)} and ${told(other)}`;
}
