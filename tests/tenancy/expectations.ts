import { database } from "#db/client.server.ts";
import { issueApiToken } from "#domain/api-tokens/commands.server.ts";
import { keepFile } from "#domain/attachments/store.server.ts";
import { contestVerdict } from "#domain/availability/commands.server.ts";
import { proposeAction } from "#domain/capacity/action-commands.server.ts";
import { expectEvent } from "#domain/capacity/expected/commands.server.ts";
import { addCheck } from "#domain/checks/commands.server.ts";
import { pricesOf, quotasOf } from "#domain/consumption/contract.server.ts";
import { inviteUser } from "#domain/identity/invitations.server.ts";
import { namedMembershipsOf } from "#domain/identity/queries.server.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { addFreeze } from "#domain/interventions/freeze-commands.server.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import { putPin } from "#domain/pins/commands.server.ts";
import { applicationRecords, termsHistory } from "#domain/projects/registry.server.ts";
import { ticketList } from "#domain/tickets/list/queries.server.ts";
import { questionOf } from "#domain/tickets/list/question.ts";
import { saveView } from "#domain/tickets/list/views.server.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import type { World } from "#tests/support/world.ts";

/*
 * What every address owes to every caller. One line a route; a route without a line fails tests/tenancy.test.ts.
 * To add a route: what its address names (`on`), who may not (`GET`, `POST`: caller -> 403 or 404 on an own id; whoever
 * is not named may), and a body that is valid in a fresh world. Nobody and machines are always sent to sign in.
 */

export const CALLERS = ["nobody", "viewer", "approver", "clientAdmin", "support", "pm", "admin", "machine"] as const;
export type Caller = (typeof CALLERS)[number];
type SignedInCaller = Exclude<Caller, "nobody" | "machine">;

export type Refusals = Partial<Record<SignedInCaller, 403 | 404>>;

/** What the parameters of an address name: own, of the other client, and of nothing at all, the same number of letters. */
export type Kind =
  | "nothing"
  | "project"
  | "machine"
  | "application"
  | "ticket"
  | "intervention"
  | "backup"
  | "article"
  | "client"
  | "user";

export interface Expectation {
  readonly on: Kind;
  /** For everybody, signed in or not. */
  readonly open?: true;
  readonly GET?: Refusals;
  readonly POST?: Refusals;
  readonly body?: Record<string, string> | ((world: World) => Record<string, string>);
  /**
   * Bodies that name things of the other client, and of nobody, sent to an own address by those who may write there: by
   * the names of the fields they try. Both must be refused in the same words.
   */
  readonly strays?: (world: World) => Promise<Readonly<Record<string, Stray>>>;
  /** Statuses that count as done beside those below 400. */
  readonly done?: readonly number[];
  /** The right is asked on the platform before the id is looked at: 403 on own, foreign and absent alike. */
  readonly platformFirst?: true;
  /** Value of parameters that name no thing of a client: `token`, `*`. */
  readonly params?: Readonly<Record<string, string>>;
}

export interface Stray {
  readonly foreign: Readonly<Record<string, string>>;
  readonly absent: Readonly<Record<string, string>>;
}

const CLIENT_PEOPLE: Refusals = { viewer: 404, approver: 404, clientAdmin: 404 };
const STAFF = CLIENT_PEOPLE;
const ADMIN: Refusals = { ...CLIENT_PEOPLE, support: 403, pm: 403 };
const ADMIN_AND_PM: Refusals = { ...CLIENT_PEOPLE, support: 403 };
/** On their own client: its administrator and admins. A project manager reaches a project, never its client. */
const CLIENT_ADMIN: Refusals = { viewer: 403, approver: 403, support: 403, pm: 404 };
const ADMIN_AND_SUPPORT: Refusals = { ...CLIENT_PEOPLE, pm: 403 };
const EVERYBODY: Refusals = {};

const MACHINE = {
  name: "web-9",
  role: "web",
  applicationId: "",
  cpuGhz: "",
  memoryGib: "",
  diskGib: "",
  bandwidthMbit: "",
};
const CHECKS: Refusals = { viewer: 403, approver: 403, clientAdmin: 403 };
const CHECK = {
  kind: "tcp",
  name: "Port",
  target: "shop.example:443",
  slowMs: "1000",
  intervalSeconds: "30",
  timeoutMs: "5000",
};
const ARTICLE = {
  title: "Vider le cache",
  text: "Une fois par an.",
  locale: "fr",
  audience: "everyone",
  categoryId: "",
  reviewOn: "",
};
const NO_REPORT: Expectation = {
  on: "project",
  GET: EVERYBODY,
  POST: EVERYBODY,
  params: { month: "2099-01" },
  body: { intent: "read", edition: "1" },
  done: [404],
};
const PLANNING: Refusals = { viewer: 403, approver: 403, clientAdmin: 403 };
const BACKUP = {
  ...{ intent: "addJob", tool: "script", name: "Essai", schedule: "daily", machineId: "", applicationId: "" },
  ...{ databaseName: "", graceSeconds: "60", longestSeconds: "60", checkDays: "35", restoreDays: "92" },
};

const INTERVENTION = {
  ...{ intent: "plan", kind: "normal", title: "Correctifs", risk: "low", templateId: "", price: "" },
  ...{ from: "2027-03-04T22:00", to: "2027-03-04T23:30", plan: "Corriger.", rollbackPlan: "Revenir." },
  ...{ checklist: "Corriger", consequence: "Rien.", clientQuorum: "1", staffQuorum: "0" },
};
const ACTION = {
  ...{ intent: "propose", title: "Agrandir", detail: "", newLimit: "4", frees: "", ownerId: "", leadDays: "14" },
  ...{ costMonthly: "", costOnce: "", dueOn: "" },
};
/** A year is as far as anybody may look. */
const EVENT = {
  ...{ intent: "expect", title: "Soldes d’été", endsOn: "", more: "30" },
  startsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
};
const DECISION = { intent: "decide", from: "2026-10-12T10:00", to: "2026-10-12T10:20", verdict: "up", reason: "Essai" };
const VIEW = { intent: "saveView", name: "Ce qui presse", asked: "priority=1" };
const TICKET = {
  intent: "open",
  sendKey: "a-key-of-its-own",
  subject: "La recherche est lente",
  text: "Depuis hier soir.",
  kind: "incident",
  impact: "low",
  urgency: "low",
  since: "",
  sales: "unknown",
};
const PRICE = {
  ...{ intent: "agreePrice", meter: "disk_hours", label: "", applicationId: "", effectiveOn: "2027-01-01" },
  ...{ included: "", price: "0,0002", currency: "EUR", rule: "out" },
};
const POOL = { cpuGhz: "10", memoryGib: "10", diskGib: "10", effectiveOn: "2027-01-01" };

/** In a fresh world no status page is public. The walk asks more often than one address may. */
const STRANGERS: Expectation = {
  on: "project",
  open: true,
  GET: EVERYBODY,
  POST: EVERYBODY,
  body: {},
  done: [404, 429],
};

export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  root: { on: "nothing", open: true, GET: EVERYBODY },
  "routes/_index": { on: "nothing", GET: EVERYBODY },
  "routes/$": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    params: { "*": "no-such-page" },
    body: {},
    done: [404],
  },

  // Identity
  "routes/sign-in": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { email: "nobody@example.test", password: "wrong" },
    done: [401, 429],
  },
  "routes/sign-out": { on: "nothing", open: true, GET: EVERYBODY, POST: EVERYBODY, body: {} },
  "routes/two-factor": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { code: "123456" },
    done: [400, 401, 429],
  },
  "routes/forgot-password": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { email: "nobody@example.test" },
    done: [429],
  },
  "routes/reset-password": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { token: "no-such-token", password: "correct horse battery" },
    done: [400, 429],
  },
  "routes/invitation.$token": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    params: { token: "no-such-token" },
    body: { name: "Nobody", password: "correct horse battery" },
    done: [404, 422],
  },
  "routes/first-admin.$token": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    params: { token: "no-such-token" },
    body: { name: "Nobody", email: "nobody@example.test", password: "correct horse battery" },
    done: [404, 422],
  },
  "routes/account": {
    on: "nothing",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { intent: "profile", name: "Another Name", telephone: "", locale: "fr", theme: "" },
  },
  "routes/api.auth.$": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    params: { "*": "sign-up/email" },
    body: { email: "nobody@example.test", password: "correct horse battery", name: "Nobody" },
    done: [404, 415],
  },
  "routes/admin.desk": {
    on: "nothing",
    GET: ADMIN_AND_SUPPORT,
    POST: ADMIN_AND_SUPPORT,
    body: {
      ...{ intent: "addCalendar", name: "Nuit", timeZone: "Europe/Paris", holidays: "FR", day0: "22:00-24:00" },
      ...{ feedUrl: "", feedAllowedInside: "" },
    },
    // The second caller finds the name taken.
    done: [422],
  },
  "routes/admin.mail": {
    on: "nothing",
    GET: ADMIN_AND_SUPPORT,
    POST: ADMIN_AND_SUPPORT,
    // In a fresh world no mail waits.
    body: { intent: "dismiss", mail: "1", as: "kept" },
    done: [422],
  },
  "routes/admin.outbox": { on: "nothing", GET: ADMIN_AND_SUPPORT },
  "routes/preferences": { on: "nothing", open: true, GET: EVERYBODY, POST: EVERYBODY, body: { locale: "en", to: "/" } },

  // Pages
  "routes/live": { on: "nothing", GET: EVERYBODY },
  "routes/consumption": { on: "nothing", GET: EVERYBODY },
  "routes/measures": { on: "nothing", GET: EVERYBODY },
  "routes/measures_.csv": { on: "nothing", GET: EVERYBODY },
  "routes/projects.$projectSlug.measures": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.measures_.csv": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.applications.$applicationSlug": { on: "application", GET: EVERYBODY },
  "routes/projects.$projectSlug.applications.$applicationSlug_.csv": { on: "application", GET: EVERYBODY },
  "routes/search": { on: "nothing", GET: EVERYBODY },
  "routes/wall": { on: "nothing", GET: STAFF },
  "routes/projects.$projectSlug.storefront": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.storefront_.csv": { on: "project", GET: EVERYBODY },
  "routes/projects._index": { on: "nothing", GET: EVERYBODY },
  "routes/projects.$projectSlug._index": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.availability": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    // A fresh world promises nothing: there is no service to decide on.
    body: { ...DECISION, serviceId: "1" },
    done: [422],
    strays: async ({ admin, other }) => {
      const outage = { from: Date.now() - 7_200_000, to: Date.now() - 3_600_000 };
      const { serviceId } = await judgedService(database(), other.project.id, { outage });
      const asked = { serviceId, ...outage, text: "Non" };
      const contest = await contestVerdict(database(), other.project.id, { ...admin, address: null }, asked);
      if ("refused" in contest) throw new Error(contest.refused);
      return {
        ...stray("decide", "serviceId", serviceId, DECISION),
        ...stray("answer", "contestId", contest.id, { answer: "Si" }),
      };
    },
  },
  "routes/projects.$projectSlug.backups._index": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    body: { ...BACKUP, slug: "essai" },
    // Whoever comes second finds the name taken.
    done: [422],
    strays: async ({ other }) => stray("addJob", "machineId", other.web1.id, { ...BACKUP, slug: "autre-essai" }),
  },
  "routes/projects.$projectSlug.backups.$jobSlug": {
    on: "backup",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    body: {
      intent: "restore",
      at: "2026-01-02T03:04",
      state: "succeeded",
      minutes: "3",
      gibibytes: "",
      evidence: "Relue.",
    },
  },
  "routes/projects.$projectSlug.backups[.]csv": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.capacity._index": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    body: { intent: "settings", stance: "expected", leadDays: "21", version: "0" },
    // Whoever comes second read an older version.
    done: [422],
  },
  "routes/projects.$projectSlug.availability_.csv": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.consumption": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403, support: 403 },
    body: PRICE,
    strays: async ({ other }) => {
      const [application] = await applicationRecords(database(), other.project.id);
      const [price] = await pricesOf(database(), other.project.id);
      const [quota] = await quotasOf(database(), other.project.id);
      return {
        ...stray("agreePrice", "applicationId", application?.id, { ...PRICE, effectiveOn: "2027-02-01" }),
        ...stray("withdrawPrice", "priceId", price?.id),
        ...stray("withdrawQuota", "quotaId", quota?.id),
      };
    },
  },
  "routes/projects.$projectSlug.consumption_.csv": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.consumption_.xlsx": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.events": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403 },
    body: { intent: "record", kind: "deployment", title: "Version 5.12", at: "2026-11-24T09:40" },
    strays: async ({ admin, other }) => {
      const mark = { kind: "campaign", title: "Soldes", at: new Date(), until: null, detail: null, url: null } as const;
      const foreign = await recordMark(database(), other.project.id, { ...admin, address: null }, mark);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return stray("withdraw", "markId", foreign.id);
    },
  },
  "routes/projects.$projectSlug.pins": {
    on: "project",
    GET: CHECKS,
    POST: CHECKS,
    body: { intent: "put", for: "report", pagePath: "/", pageTitle: "POPGOM", sentence: "Tout va bien." },
    // No page of either project: what staff of both get is the same.
    done: [422],
    strays: async ({ admin, other }) => {
      const pin = { for: "report", path: "/projects/vitrine", title: "Vitrine", sentence: "Rien." } as const;
      const foreign = await putPin(database(), other.project.id, { ...admin, address: null }, pin);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return stray("take-off", "pinId", foreign.id);
    },
  },
  "routes/projects.$projectSlug.see-as": {
    on: "project",
    GET: CHECKS,
    POST: CHECKS,
    // A role that is none: with one that is, each caller would go on as somebody else (tests/app/routes/see-as.test.ts).
    body: { role: "owner" },
    done: [400],
  },
  "routes/projects.$projectSlug.capacity.actions": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    // In a fresh world nothing was forecast: what an action is about is tried in tests/domain/capacity/actions.test.ts.
    body: { ...ACTION, about: "machine:999999:cpu" },
    done: [422],
    strays: async ({ admin, other }) => {
      const about = { subject: "machine", subjectId: other.web1.id, resource: "cpu" } as const;
      const facts = { title: "Agrandir", detail: "", newLimit: 4, frees: null, ownerId: null, leadDays: 14 };
      const cost = { costMonthly: null, costOnce: null, currency: "EUR", dueOn: null };
      const proposed = { about, ...facts, ...cost };
      const foreign = await proposeAction(database(), other.project.id, { ...admin, address: null }, proposed);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return {
        "propose about": {
          foreign: { ...ACTION, about: `machine:${other.web1.id}:cpu` },
          absent: { ...ACTION, about: "machine:999999:cpu" },
        },
        ...stray("finish", "actionId", foreign.id, { version: "1" }),
      };
    },
  },
  "routes/projects.$projectSlug.capacity.what-if": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403 },
    body: EVENT,
    strays: async ({ admin, other }) => {
      const days = { startsOn: "2027-06-01", endsOn: "2027-06-07" };
      const event = { title: "Soldes", ...days, multiplier: 1.3 };
      const now = new Date("2027-05-01T08:00:00Z");
      const foreign = await expectEvent(database(), other.project.id, { ...admin, address: null }, event, now);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return {
        ...stray("change", "eventId", foreign.id, { ...EVENT, version: "1" }),
        ...stray("withdraw", "eventId", foreign.id, { version: "1" }),
      };
    },
  },
  "routes/cockpit": { on: "nothing", GET: ADMIN_AND_PM },
  "routes/see-as-oneself": { on: "nothing", open: true, GET: EVERYBODY, POST: EVERYBODY, body: {} },
  "routes/projects.$projectSlug.incidents": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    body: { intent: "open", title: "Le paiement échoue", impact: "down", startedAt: "2026-11-20T09:40", text: "" },
    strays: async ({ admin, other }) => {
      const incident = { title: "Panne", impact: "down", startedAt: new Date(), text: null } as const;
      const foreign = await openIncident(database(), other.project.id, { ...admin, address: null }, incident);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return stray("tell", "incidentId", foreign.id, { text: "Rien", readers: "client" });
    },
  },
  "routes/projects.$projectSlug.tickets.clocks": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.tickets.clocks_.csv": { on: "project", GET: EVERYBODY },
  "routes/tickets_.clocks": { on: "nothing", GET: EVERYBODY },
  "routes/tickets": { on: "nothing", GET: EVERYBODY, POST: EVERYBODY, body: VIEW, strays: strayTickets },
  "routes/tickets_.csv": { on: "nothing", GET: EVERYBODY },
  "routes/projects.$projectSlug.tickets._index": {
    on: "project",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: VIEW,
    strays: strayTickets,
  },
  "routes/projects.$projectSlug.tickets_.csv": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.tickets.new": {
    on: "project",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: TICKET,
    strays: async ({ admin, other }) => {
      const incident = { title: "Panne", impact: "down", startedAt: new Date(), text: null } as const;
      const foreign = await openIncident(database(), other.project.id, { ...admin, address: null }, incident);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return {
        ...stray("open", "machineIds", other.web1.id, TICKET),
        ...stray("open", "incidentId", foreign.id, TICKET),
      };
    },
  },
  /** Nothing is kept in a fresh world: whose windows are read is tried in tests/domain/tickets/incident-tickets.test.ts. */
  "routes/projects.$projectSlug.tickets.$number_.windows.$entryId": {
    on: "ticket",
    params: { entryId: "1" },
    GET: { viewer: 404, approver: 404, clientAdmin: 404, support: 404, pm: 404, admin: 404 },
  },
  /** No entry came by a mail that was laid out: whose mails are read is tried in tests/domain/mail/entry-mails.test.ts. */
  "routes/projects.$projectSlug.tickets.$number_.mails.$entryId": {
    on: "ticket",
    params: { entryId: "1" },
    GET: { viewer: 404, approver: 404, clientAdmin: 404, support: 404, pm: 404, admin: 404 },
  },
  "routes/projects.$projectSlug.tickets.$number": {
    on: "ticket",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { intent: "reply", text: "Bonjour", readers: "staff", sendKey: "a-key-of-its-own", nextState: "" },
    strays: async ({ admin, other }) => {
      const sent = { projectId: other.project.id, uploaderId: admin.id, name: "x.txt", bytes: Buffer.from("x") };
      const kept = await keepFile(database(), sent);
      if ("refused" in kept) throw new Error(kept.refused);
      const reply = { intent: "reply", text: "Bonjour", readers: "client", sendKey: "another-key", nextState: "" };
      const withFile = (attachment: string) => ({ ...reply, attachment });
      const measures = { ...reply, measuresFrom: "2026-11-20T09:00", measuresTo: "2026-11-20T10:00" };
      return {
        "reply attachment": { foreign: withFile(kept.publicId), absent: withFile("0".repeat(32)) },
        ...stray("reply", "measuresOf", other.web1.id, measures),
      };
    },
  },
  "routes/projects.$projectSlug.tickets.$number_.draft": {
    on: "ticket",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { text: "Je commence", readers: "client" },
  },
  "routes/projects.$projectSlug.tickets.$number_.looking": {
    on: "ticket",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { here: "yes" },
  },
  "routes/projects.$projectSlug.suggestions": {
    on: "project",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { writing: "0f4b9f6e", event: "shown", articleIds: "110" },
  },
  "routes/projects.$projectSlug.tickets.$number_.seen": {
    on: "ticket",
    GET: CHECKS,
    POST: CHECKS,
    body: { intent: "make" },
  },
  "routes/knowledge._index": {
    on: "nothing",
    GET: EVERYBODY,
    POST: ADMIN_AND_SUPPORT,
    body: { intent: "addCategory", nameFr: "Réseau", nameEn: "Network", nameEs: "Red" },
  },
  // For whom an article is: whoever writes for all clients may choose any; see tests/domain/knowledge/articles.test.ts.
  "routes/knowledge.new": {
    on: "nothing",
    GET: STAFF,
    POST: STAFF,
    body: ARTICLE,
  },
  "routes/knowledge.preview": { on: "nothing", POST: STAFF, body: { text: "# Essai" } },
  "routes/knowledge.$articleId": {
    on: "article",
    GET: EVERYBODY,
    POST: EVERYBODY,
    body: { intent: "opinion", isUseful: "yes", text: "" },
  },
  "routes/knowledge.$articleId_.edit": {
    on: "article",
    GET: STAFF,
    POST: STAFF,
    body: { ...ARTICLE, intent: "save", version: "1" },
  },
  "routes/knowledge.$articleId_.versions": {
    on: "article",
    GET: STAFF,
    POST: STAFF,
    body: { intent: "restore", locale: "fr", number: "1", version: "1" },
  },
  "routes/projects.$projectSlug.interventions._index": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403 },
    body: { intent: "freeze", reason: "Soldes", from: "2027-01-06T00:00", to: "2027-01-20T00:00" },
    strays: async ({ admin, other }) => {
      const sales = { from: new Date(), to: new Date(Date.now() + 86_400_000), reason: "Soldes" };
      const foreign = await addFreeze(database(), other.project.id, { ...admin, address: null }, sales);
      if ("refused" in foreign) throw new Error(foreign.refused);
      return stray("thaw", "id", foreign.id);
    },
  },
  "routes/projects.$projectSlug.interventions.new": {
    on: "project",
    GET: PLANNING,
    POST: PLANNING,
    body: INTERVENTION,
    // Without machine and approver of one's own nothing is planned; what of others may be named: the strays.
    done: [422],
    strays: async ({ other, approver }) => {
      const asked = { ...INTERVENTION, approvers: `client:user:${approver.id}` };
      return stray("plan", "machines", other.web1.id, asked);
    },
  },
  "routes/projects.$projectSlug.interventions.$interventionId": {
    on: "intervention",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403 },
    body: { intent: "note", text: "Vu avec l’astreinte", readers: "staff" },
  },
  /** The key in the address lets in, and a fresh world has none. */
  "routes/projects.$projectSlug.interventions[.]ics": { on: "project", open: true, GET: EVERYBODY, done: [404, 429] },
  /** Without a login; what a link shows and takes is tried in tests/app/routes/agreement.test.ts. */
  "routes/agreement.$secret": {
    on: "nothing",
    open: true,
    GET: EVERYBODY,
    POST: EVERYBODY,
    params: { secret: "no-such-secret" },
    body: { intent: "agree", name: "Nobody" },
    done: [404, 422, 429],
  },
  "routes/projects.$projectSlug.reports._index": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403, support: 403 },
    // A month of a century that nobody measured: refused after the rights were asked.
    body: { intent: "draft", month: "2099-01", locale: "fr" },
    done: [422],
  },
  // A fresh world has no report: whose it is to whom is tried in tests/app/routes/reports.test.ts.
  "routes/projects.$projectSlug.reports.$month": NO_REPORT,
  "routes/projects.$projectSlug.reports.$month_.edit": NO_REPORT,
  "routes/projects.$projectSlug.reports.$month_.pdf": { ...NO_REPORT, POST: undefined },
  "routes/projects.$projectSlug.updates": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.status": {
    on: "project",
    GET: EVERYBODY,
    POST: { viewer: 403, approver: 403, clientAdmin: 403, support: 403 },
    body: { intent: "edit", visibility: "public", title: "POPGOM", locale: "fr", version: "0" },
  },
  "routes/status.$projectSlug._index": STRANGERS,
  "routes/status.$projectSlug.confirm": STRANGERS,
  "routes/status.$projectSlug.feed[.]xml": STRANGERS,
  "routes/status.$projectSlug.unsubscribe": STRANGERS,
  "routes/projects.$projectSlug.live": { on: "project", GET: EVERYBODY },
  // What belongs to whom: tests/app/routes/attachments.test.ts.
  "routes/attachments.$publicId": {
    on: "nothing",
    GET: EVERYBODY,
    params: { publicId: "0".repeat(32) },
    done: [404],
  },
  "routes/notifications": { on: "nothing", GET: EVERYBODY, POST: EVERYBODY, body: { intent: "read-all" } },
  "routes/attachments._index": { on: "nothing", POST: STAFF, body: {}, done: [422] },
  "routes/projects.$projectSlug.attachments": { on: "project", POST: EVERYBODY, body: {}, done: [422] },
  "routes/projects.$projectSlug.machines._index": { on: "project", GET: EVERYBODY },
  "routes/projects.$projectSlug.machines.$machineName": { on: "machine", GET: EVERYBODY },
  "routes/projects.$projectSlug.machines.$machineName.measures[.]csv": { on: "machine", GET: EVERYBODY },
  "routes/projects.$projectSlug.machines.$machineName_.other": { on: "machine", GET: EVERYBODY },
  "routes/projects.$projectSlug.machines.$machineName.watch": {
    on: "machine",
    POST: EVERYBODY,
    body: {},
    // Without a collector there is nobody to ask for more samples.
    done: [503],
  },

  "routes/projects.$projectSlug.machines.$machineName.processes": {
    on: "machine",
    GET: { viewer: 403, approver: 403, clientAdmin: 403 },
  },

  "routes/projects.$projectSlug.checks": {
    on: "project",
    GET: CHECKS,
    POST: CHECKS,
    body: { ...CHECK, intent: "add" },
    strays: async ({ other, admin }) => {
      const target = { kind: "tcp", host: "autre.test", port: 443, slowMs: 1_000 } as const;
      const planned = { name: "Autre", target, intervalSeconds: 30, timeoutMs: 5_000 };
      const told = { ...planned, decides: false, enabled: true, allowed: null, sourceId: null };
      const added = await addCheck(database(), other.project.id, { ...admin, address: null }, told);
      if ("refused" in added) throw new Error(added.refused);
      return {
        ...stray("edit", "checkId", added.id, { ...CHECK, version: "1" }),
        ...stray("run", "checkId", added.id),
        ...stray("add", "sourceId", other.web1.sourceId, CHECK),
      };
    },
  },
  // Without a run there is nothing to show.
  "routes/projects.$projectSlug.checks_.evidence": { on: "project", GET: EVERYBODY, done: [404] },

  // Administration
  "routes/admin": { on: "nothing", GET: STAFF },
  "routes/admin._index": { on: "nothing", GET: STAFF },
  "routes/admin.parts": { on: "nothing", GET: STAFF },
  "routes/admin.clients._index": { on: "nothing", GET: ADMIN },
  "routes/admin.clients.new": { on: "nothing", GET: ADMIN, POST: ADMIN, body: { intent: "create", name: "Halles" } },
  "routes/admin.clients.$clientSlug": {
    on: "client",
    platformFirst: true,
    GET: ADMIN,
    POST: ADMIN,
    body: { intent: "edit", name: "Another name", version: "1" },
  },
  "routes/clients.$clientSlug.users": {
    on: "client",
    GET: CLIENT_ADMIN,
    POST: CLIENT_ADMIN,
    body: { intent: "invite", email: "new@example.test", name: "New", locale: "fr", role: "viewer" },
    strays: async ({ admin, other, otherViewer }) => {
      const [held] = await namedMembershipsOf(database(), otherViewer.id);
      const foreign = { email: "x@autre.test", role: "viewer", clientId: other.client.id, projectId: null } as const;
      const invited = await inviteUser(database(), { ...admin, address: null }, foreign, new URL("http://x.test"));
      if ("refused" in invited) throw new Error(invited.refused);
      return {
        ...stray("revoke", "membershipId", held?.id),
        ...stray("withdraw", "invitationId", invited.id),
        ...stray("grant", "userId", otherViewer.id, { role: "viewer" }),
        ...stray("revokeToken", "tokenId", await tokenOf(otherViewer)),
      };
    },
  },
  "routes/admin.projects._index": { on: "nothing", GET: ADMIN_AND_PM },
  "routes/admin.projects.new": {
    on: "nothing",
    GET: ADMIN,
    POST: ADMIN,
    body: ({ client }) => ({
      intent: "create",
      clientId: String(client.id),
      name: "Montage",
      timeZone: "Europe/Paris",
    }),
  },
  "routes/admin.projects.$projectSlug": {
    on: "project",
    GET: ADMIN_AND_PM,
    POST: ADMIN_AND_PM,
    body: { intent: "edit", name: "Another name", timeZone: "Europe/Paris", version: "1" },
    strays: async ({ other }) => {
      const [application] = await applicationRecords(database(), other.project.id);
      const [terms] = await termsHistory(database(), other.project.id);
      const version = "1";
      return {
        ...stray("retireApplication", "applicationId", application?.id, { version }),
        ...stray("editApplication", "applicationId", application?.id, { version, applicationName: "Autre" }),
        ...stray("agreePool", "applicationId", application?.id, POOL),
        ...stray("withdrawPool", "poolId", application?.pools[0]?.id),
        ...stray("withdrawTerms", "termsId", terms?.id),
      };
    },
  },
  "routes/admin.projects.$projectSlug_.machines.new": {
    on: "project",
    GET: ADMIN_AND_PM,
    POST: ADMIN_AND_PM,
    body: {
      intent: "add",
      name: "cache-1",
      role: "web",
      applicationId: "",
      cpuGhz: "",
      memoryGib: "",
      diskGib: "",
      bandwidthMbit: "",
    },
    strays: async ({ other }) => ({
      ...stray("add", "applicationId", other.application, MACHINE),
      ...stray("add", "parentIds", other.web1.id, MACHINE),
    }),
  },
  "routes/admin.projects.$projectSlug_.machines.$machineName": {
    on: "machine",
    GET: ADMIN_AND_PM,
    POST: ADMIN_AND_PM,
    body: { intent: "rename", name: "front-1", version: "1" },
    strays: async ({ other }) => ({
      ...stray("edit", "applicationId", other.application, { ...MACHINE, version: "1" }),
      ...stray("edit", "parentIds", other.web1.id, { ...MACHINE, version: "1" }),
    }),
  },
  "routes/admin.machines._index": { on: "nothing", GET: STAFF },
  "routes/admin.roles": {
    on: "nothing",
    GET: STAFF,
    POST: STAFF,
    body: { intent: "add", slug: "cache", nameFr: "Cache", nameEn: "Cache", nameEs: "Caché", tierOrder: "15" },
  },
  "routes/admin.users": {
    on: "nothing",
    GET: ADMIN,
    POST: ADMIN,
    // There is no invitation to withdraw in a fresh world.
    body: { intent: "withdraw", invitationId: "1" },
    done: [422],
  },
  "routes/admin.users_.invite": {
    on: "nothing",
    GET: ADMIN,
    POST: ADMIN,
    body: { intent: "invite", email: "new@example.test", name: "New", locale: "fr", role: "support" },
  },
  "routes/admin.users_.$userId": {
    on: "user",
    platformFirst: true,
    GET: ADMIN,
    POST: ADMIN,
    body: { intent: "signOut" },
    strays: async ({ otherViewer }) => {
      const [held] = await namedMembershipsOf(database(), otherViewer.id);
      return {
        ...stray("revoke", "membershipId", held?.id),
        ...stray("revokeToken", "tokenId", await tokenOf(otherViewer)),
      };
    },
  },
  "routes/admin.audit._index": { on: "nothing", GET: ADMIN },
  "routes/admin.audit[.]csv": { on: "nothing", GET: ADMIN },
  "routes/admin.provider": {
    on: "nothing",
    GET: ADMIN,
    POST: ADMIN,
    body: { intent: "edit", name: "Timonerie SAS", emergencyTelephone: "", email: "", version: "1" },
  },
};

/** The id of a token that this user has made. */
async function tokenOf(user: World["viewer"]): Promise<number> {
  const asked = { name: "Other", scopes: ["projects.read"], projectIds: null, days: 1 } as const;
  const issued = await issueApiToken(database(), { ...user, address: null }, user.id, asked);
  if ("refused" in issued) throw new Error(issued.refused);
  return issued.id;
}

/** One hidden field, with the id of something foreign and with one of nothing. */
/** A ticket of one's own joined to another client's, and a stranger's view forgotten. */
async function strayTickets({ project, other, support, otherViewer }: World): Promise<Record<string, Stray>> {
  const first = async (projectId: number) => {
    const reader = { userId: support.id, workProjects: [projectId], clientProjects: [] };
    const [ticket] = (await ticketList(database(), reader, questionOf(new URLSearchParams()), { limit: 1 })).tickets;
    return ticket?.id;
  };
  const reader = { userId: otherViewer.id, workProjects: [], clientProjects: [other.project.id] };
  const view = await saveView(database(), reader, { name: "x", query: new URLSearchParams(), isShared: false });
  if ("refused" in view) throw new Error(view.refused);
  const chosen = `${await first(project.id)}:1`;
  return {
    ...stray("bulk", "intoId", await first(other.project.id), { act: "merge", chosen }),
    ...stray("forgetView", "viewId", view.id),
  };
}

function stray(
  intent: string,
  field: string,
  foreignId: number | string | undefined,
  rest: Readonly<Record<string, string>> = {},
): Record<string, Stray> {
  if (foreignId === undefined) throw new Error(`the world has nothing foreign for ${field}`);
  const body = (id: string) => ({ ...rest, intent, [field]: id });
  return { [`${intent} ${field}`]: { foreign: body(String(foreignId)), absent: body("987654") } };
}
