import type { Ask, ServerRoute, TestExtranet } from "#tests/support/extranet.ts";
import type { World } from "#tests/support/world.ts";
import { CALLERS, type Caller, type Expectation, type Kind } from "./expectations.ts";

export interface Address {
  readonly own: string;
  readonly foreign: string;
  readonly absent: string;
}

export interface WalkedRoute {
  readonly id: string;
  /** "/projects/:projectSlug/machines" */
  readonly pattern: string;
  readonly module: ServerRoute["module"];
}

/** A world in which nothing has been written yet, and its callers' cookies. */
export interface FreshWorld {
  readonly world: World;
  readonly cookies: Readonly<Partial<Record<Caller, string>>>;
}

const METHODS = ["GET", "POST"] as const;
type Method = (typeof METHODS)[number];
/** Refused before any route is looked at, whoever calls. */
const REFUSED_METHODS = ["PUT", "PATCH", "DELETE"] as const;

/** Every route of a build that answers at an address: those with a loader, an action or a page. */
export function walkedRoutes(routes: TestExtranet["build"]["routes"]): WalkedRoute[] {
  return Object.values(routes).flatMap((route) => {
    if (!route) return [];
    return [{ id: route.id, pattern: patternOf(route, routes), module: route.module }];
  });
}

/** Routes without a line in the table, and lines without a route that has landed are left to the caller. */
export function unlisted(routes: readonly WalkedRoute[], table: Readonly<Record<string, Expectation>>): string[] {
  return routes.filter(({ id }) => !Object.hasOwn(table, id)).map(({ id }) => id);
}

/** Tries a route by every method, as a document and as data, for every caller, on three ids. Returns what was wrong. */
export async function walk(
  extranet: TestExtranet,
  route: WalkedRoute,
  expected: Expectation,
  worlds: Worlds,
): Promise<string[]> {
  const breaches: string[] = [];
  for (const method of METHODS) {
    for (const asData of [false, true]) {
      if (asData && method === "GET" && !route.module.loader) continue;
      breaches.push(...(await walkMethod(extranet, route, expected, worlds, method, asData)));
    }
  }
  breaches.push(...(await walkRefusedMethods(extranet, route, expected, worlds)));
  return [...breaches, ...(await walkStrays(extranet, route, expected, worlds))];
}

async function walkRefusedMethods(
  extranet: TestExtranet,
  route: WalkedRoute,
  expected: Expectation,
  worlds: Worlds,
): Promise<string[]> {
  const { world, cookies } = await worlds.fresh();
  const breaches: string[] = [];
  for (const [name, path] of Object.entries(addressesOf(route, expected, world))) {
    for (const method of REFUSED_METHODS) {
      const answer = await answerOf(extranet, path, { method, as: cookies.admin, form: {} });
      if (answer.status !== 405) breaches.push(`${method} ${route.pattern} on ${name}: answered ${answer.status}`);
    }
  }
  return breaches;
}

/** Sends ids of others in the bodies of those who may write: what is foreign is refused like what is not there. */
async function walkStrays(
  extranet: TestExtranet,
  route: WalkedRoute,
  expected: Expectation,
  worlds: Worlds,
): Promise<string[]> {
  if (!expected.strays) return [];
  const { world, cookies } = await worlds.fresh();
  const { own } = addressesOf(route, expected, world);
  const breaches: string[] = [];
  for (const [name, { foreign, absent }] of Object.entries(await expected.strays(world))) {
    for (const caller of CALLERS) {
      if (!cookies[caller] || expected.POST?.[caller as keyof typeof expected.POST]) continue;
      const [one, other] = [
        await problemsOf(extranet, route, own, cookies[caller], foreign),
        await problemsOf(extranet, route, own, cookies[caller], absent),
      ];
      const what = `POST ${route.pattern} by ${caller} with a foreign "${name}"`;
      if (one !== other) breaches.push(`${what}: ${one}, with an absent one: ${other}`);
      if (!/^4(04|22)/.test(one)) breaches.push(`${what} should be refused for its id, was ${one}`);
    }
  }
  worlds.used();
  return breaches;
}

/** The answer without what was typed: only the ids differ there. */
async function problemsOf(
  extranet: TestExtranet,
  route: WalkedRoute,
  path: string,
  as: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await extranet.ask(`${path}?_data=${encodeURIComponent(route.id)}`, { as, form });
  const text = await answer.text();
  const said = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return `${answer.status} ${JSON.stringify({ ...said, typed: undefined })}`;
}

/** Makes another world only when the last one was written to: it takes a quarter of a second. */
export class Worlds {
  private last: FreshWorld | undefined;

  constructor(private readonly refresh: () => Promise<FreshWorld>) {}

  async fresh(): Promise<FreshWorld> {
    this.last ??= await this.refresh();
    return this.last;
  }

  used(): void {
    this.last = undefined;
  }
}

async function walkMethod(
  extranet: TestExtranet,
  route: WalkedRoute,
  expected: Expectation,
  worlds: Worlds,
  method: Method,
  asData: boolean,
): Promise<string[]> {
  const breaches: string[] = [];
  const handled =
    method === "GET" ? Boolean(route.module.loader ?? route.module.default) : Boolean(route.module.action);
  for (const caller of callersOf(route, expected, method, asData)) {
    // A write that succeeds changes the world: own ids come last, and the next caller gets another one.
    const fresh = await worlds.fresh();
    const addresses = addressesOf(route, expected, fresh.world);
    const body = typeof expected.body === "function" ? expected.body(fresh.world) : (expected.body ?? {});
    const ask = (path: string) => {
      const asked: Ask = {
        method,
        as: fresh.cookies[caller],
        form: method === "GET" ? undefined : body,
        headers: caller === "machine" ? { authorization: `Bearer ${MACHINE_TOKEN}` } : {},
      };
      return answerOf(extranet, asData ? `${path}?_data=${encodeURIComponent(route.id)}` : path, asked);
    };
    const what = (text: string) =>
      breaches.push(`${method}${asData ? " as data" : ""} ${route.pattern} by ${caller}: ${text}`);
    const absent = await ask(addresses.absent);
    const foreign = expected.on === "nothing" ? absent : await ask(addresses.foreign);
    const own = expected.on === "nothing" ? absent : await ask(addresses.own);
    if (method !== "GET" && (own.status < 400 || foreign.status < 400)) worlds.used();

    for (const answer of [own, foreign, absent]) {
      if (answer.status >= 500 && !expected.done?.includes(answer.status)) what(`answered ${answer.status}`);
    }
    if (!handled) {
      if (!isSame(foreign, absent)) what(`foreign differs from absent: ${difference(foreign, absent)}`);
      if (own.status < 400 && method !== "GET") what(`a route without an action answered ${own.status}`);
      continue;
    }
    if (expected.open) {
      if (!isDone(own, expected)) what(`open to all, answered ${own.status}`);
      continue;
    }
    if (caller === "nobody" || caller === "machine") {
      for (const [name, answer] of [
        ["own", own],
        ["foreign", foreign],
        ["absent", absent],
      ] as const) {
        if (!isSentToSignIn(answer)) what(`${name} should lead to sign-in, answered ${answer.status}`);
      }
      if (!isSame(own, absent) || !isSame(foreign, absent)) {
        what(`own, foreign and absent differ: ${difference(own, absent) || difference(foreign, absent)}`);
      }
      continue;
    }
    const refusal = (method === "GET" ? expected.GET : expected.POST)?.[caller];
    if (refusal ? own.status !== refusal : !isDone(own, expected)) {
      what(`own should be ${refusal ?? "done"}, was ${own.status}`);
    }
    if (refusal === undefined && isSentToSignIn(own)) what("own leads to sign-in");
    if (expected.on === "nothing") continue;

    const gate = expected.platformFirst && refusal ? refusal : 404;
    if (absent.status !== gate) what(`absent should be ${gate}, was ${absent.status}`);
    if (reachesForeign(caller)) {
      if (foreign.status !== own.status)
        what(`reaches everything, but own is ${own.status} and foreign ${foreign.status}`);
    } else if (!isSame(foreign, absent)) {
      what(`foreign differs from absent: ${difference(foreign, absent)}`);
    }
  }
  return breaches;
}

/** A document is its data, drawn: where every caller asks for the data, one of each kind asks for the document too. */
const ONE_OF_EACH_KIND: readonly Caller[] = ["nobody", "machine", "viewer", "pm", "admin"];

function callersOf(route: WalkedRoute, expected: Expectation, method: Method, asData: boolean): readonly Caller[] {
  // What is open to all asks nothing of its caller: after the plain methods two of them are enough.
  if (expected.open && asData) return ["nobody", "viewer"];
  const isAskedAsData = method === "POST" ? route.module.action : route.module.loader;
  return asData || expected.open || !isAskedAsData ? CALLERS : ONE_OF_EACH_KIND;
}

/** Some bearer token, as an agent would send it: people's pages know no such thing. */
const MACHINE_TOKEN = "tm_0000000000000000000000000000000000000000000";

/** Whose memberships reach the other client too. */
function reachesForeign(caller: Caller): boolean {
  return caller === "admin" || caller === "support";
}

function isDone(answer: Answer, expected: Expectation): boolean {
  return answer.status < 400 || expected.done?.includes(answer.status) === true;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function isSentToSignIn({ headers }: Answer): boolean {
  const to = headers.location ?? headers["x-remix-redirect"] ?? "";
  return to === "/sign-in" || to.startsWith("/sign-in?to=");
}

/** The ids have as many letters as each other, so even the lengths must be the same. */
const ADDRESSES: Record<Kind, (world: World) => Record<keyof Address, Record<string, string>>> = {
  nothing: () => ({ own: {}, foreign: {}, absent: {} }),
  project: ({ project, other }) => ({
    own: { projectSlug: project.slug },
    foreign: { projectSlug: other.project.slug },
    absent: { projectSlug: "absente" },
  }),
  machine: ({ project, other, web1 }) => ({
    own: { projectSlug: project.slug, machineName: web1.name },
    foreign: { projectSlug: other.project.slug, machineName: other.web1.name },
    absent: { projectSlug: "absente", machineName: other.web1.name },
  }),
  application: ({ project, other }) => ({
    own: { projectSlug: project.slug, applicationSlug: "boutique" },
    foreign: { projectSlug: other.project.slug, applicationSlug: "site" },
    absent: { projectSlug: "absente", applicationSlug: "site" },
  }),
  // Of the demo: one for POPGOM's client, one for the other.
  article: () => ({ own: { articleId: "110" }, foreign: { articleId: "131" }, absent: { articleId: "139" } }),
  ticket: ({ project, other, ticket }) => ({
    own: { projectSlug: project.slug, number: String(ticket) },
    foreign: { projectSlug: other.project.slug, number: String(other.ticket) },
    absent: { projectSlug: "absente", number: String(other.ticket) },
  }),
  backup: ({ project, other }) => ({
    own: { projectSlug: project.slug, jobSlug: "base-popgom" },
    foreign: { projectSlug: other.project.slug, jobSlug: "site" },
    absent: { projectSlug: "absente", jobSlug: "site" },
  }),
  intervention: ({ project, other, intervention }) => ({
    own: { projectSlug: project.slug, interventionId: String(intervention) },
    foreign: { projectSlug: other.project.slug, interventionId: String(other.intervention) },
    absent: { projectSlug: "absente", interventionId: String(other.intervention) },
  }),
  client: ({ client, other }) => ({
    own: { clientSlug: client.slug },
    foreign: { clientSlug: other.client.slug },
    absent: { clientSlug: "rienx" },
  }),
  user: ({ viewer, otherViewer }) => ({
    own: { userId: viewer.id },
    foreign: { userId: otherViewer.id },
    absent: { userId: "demo-other-absent" },
  }),
};

function addressesOf(route: WalkedRoute, expected: Expectation, world: World): Address {
  const params = ADDRESSES[expected.on](world);
  const filled = (own: Record<string, string>) =>
    route.pattern.replace(/:(\w+)|\*/g, (text, name: string | undefined) => {
      const value = { ...own, ...expected.params }[name ?? "*"];
      if (value === undefined) throw new Error(`${route.pattern}: ${text} has no value for "${expected.on}"`);
      return value;
    });
  return { own: filled(params.own), foreign: filled(params.foreign), absent: filled(params.absent) };
}

async function answerOf(extranet: TestExtranet, path: string, asked: Ask): Promise<Answer> {
  const response = await extranet.ask(path, asked);
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (isStream) await response.body?.cancel();
  const body = isStream ? "" : await response.text();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !CHANGING.has(name)));
  return {
    status: response.status,
    headers: JSON.parse(withoutIds(JSON.stringify(headers), path)),
    body: withoutIds(body, path),
  };
}

/** Each response has its own nonce and hour; everything else must be the same. */
const CHANGING = new Set(["content-security-policy", "date", "etag", "content-length", "connection", "keep-alive"]);

function withoutIds(text: string, path: string): string {
  const own = path.replace(/\?.*/, "");
  // "/" stands in every address.
  const bare = own === "/" ? text : text.replaceAll(own, "PATH").replaceAll(encodeURIComponent(own), "PATH");
  return bare
    .replace(/nonce="[^"]*"/g, "")
    .replace(/"nonce":"[^"]*"/g, "")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "INSTANT");
}

function isSame(one: Answer, other: Answer): boolean {
  return difference(one, other) === "";
}

function difference(one: Answer, other: Answer): string {
  if (one.status !== other.status) return `status ${one.status} and ${other.status}`;
  const [headers, otherHeaders] = [JSON.stringify(one.headers), JSON.stringify(other.headers)];
  if (headers !== otherHeaders) return `headers ${headers} and ${otherHeaders}`;
  if (one.body === other.body) return "";
  const at = [...one.body].findIndex((letter, index) => letter !== other.body[index]);
  return `bodies, ${JSON.stringify(one.body.slice(Math.max(0, at - 60), at + 60))} and ${JSON.stringify(other.body.slice(Math.max(0, at - 60), at + 60))}`;
}

function patternOf(route: ServerRoute, routes: TestExtranet["build"]["routes"]): string {
  const parts: string[] = [];
  for (let at: ServerRoute | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
    if (at.path) parts.unshift(at.path);
  }
  return `/${parts.join("/")}`;
}
