import type { AnnexesData } from "#reports/sections/annexes/data.ts";
import type { AvailabilityData, ReportedOutage } from "#reports/sections/availability/data.ts";
import type { BackupsData } from "#reports/sections/backups/data.ts";
import type { CapacityData } from "#reports/sections/capacity/data.ts";
import type { ConsumptionData } from "#reports/sections/consumption/data.ts";
import type { DecisionsData } from "#reports/sections/decisions/data.ts";
import type { EssentialData } from "#reports/sections/essential/data.ts";
import type { InterventionsData } from "#reports/sections/interventions/data.ts";
import type { LoadData } from "#reports/sections/load/data.ts";
import type { ShopData } from "#reports/sections/shop/data.ts";
import type { TicketsData } from "#reports/sections/tickets/data.ts";
import type { UpdatesData } from "#reports/sections/updates/data.ts";

/** October 2026 of POPGOM as its sections might measure it: each kind of fact once, the outage of the 14th of 27 minutes first. */

const at = (text: string) => Date.parse(text);
const MINUTE = 60_000;
const GB = 1_000_000_000;

const lost = { low: 77, usual: 96, high: 115 };
const outages: readonly ReportedOutage[] = [
  {
    ...{ from: at("2026-10-14T12:05:00Z"), to: at("2026-10-14T12:32:00Z"), verdict: "down", isCounted: true },
    ...{ title: "Boutique en panne", cause: "Mémoire de app-1 saturée.", followUp: "Import déplacé à 3:00." },
    loss: { kind: "counted", orders: 4, lostOrders: lost, lostCents: { low: 1, usual: 890_000, high: 2 } },
  },
  {
    ...{ from: at("2026-10-20T02:00:00Z"), to: at("2026-10-20T02:35:00Z"), verdict: "maintenance", isCounted: false },
    ...{ title: "Correctifs système", cause: null, followUp: null, loss: { kind: "too_little_history" } },
  },
];

const measured = { contractual: 0.9994, raw: 0.9986, isKept: true, promised: 0.998 } as const;
const lengths = { observedDownMs: 62 * MINUTE, countedMs: 27 * MINUTE, budgetMs: 89 * MINUTE } as const;

const availability: AvailabilityData = {
  services: [
    {
      ...{ slug: "shop", name: "Parcours d’achat", ...measured, ...lengths, excusedMs: 35 * MINUTE },
      ...{ unmonitoredMs: 16 * MINUTE, precisionSeconds: 30, outages },
      unmonitored: [{ from: at("2026-10-07T10:00:00Z"), to: at("2026-10-07T10:16:00Z") }],
      year: ["2026-08", "2026-09", "2026-10"].map((month) => ({ month, contractual: 0.999, isKept: true })),
    },
  ],
};

const totals = { orders: 98_500, revenueCents: 3_181_500_00, visits: 900_000, refusals: 460, errors: 109 };
const days = Array.from({ length: 31 }, (_, index) => ({
  ...{
    day: index + 1,
    at: at("2026-09-30T22:00:00Z") + index * 86_400_000,
    isSunday: index % 7 === 3,
    isHoliday: false,
  },
  orders: index === 8 ? null : index === 13 ? 1_200 : 3_000 + index * 12,
  expected: index === 0 ? null : { low: 2_500, usual: 3_000, high: 3_300 },
  pace: [0.5, 1, null, 2],
}));
const shop: ShopData = {
  shop: {
    totals: { ...totals, counted: 0.98, isWhole: true },
    monthBefore: { ...totals, orders: 80_000, counted: 1, isWhole: true },
    yearBefore: { ...totals, orders: null, counted: 0, isWhole: true },
    days,
    latencies: [{ page: "checkout", milliseconds: 420, before: null }],
    marks: [
      { kind: "deployment", title: "Boutique 5.0", from: at("2026-10-09T04:30:00Z"), to: null },
      { kind: "campaign", title: "Hiver", from: at("2026-10-14T05:00:00Z"), to: at("2026-10-28T05:00:00Z") },
    ],
  },
};

const spread = (high: number) => ({ half: high / 2, high, max: Math.min(1, high * 1.4) });
const spreads = (high: number) => ({ cpu: spread(high), memory: spread(0.6), disk: null });
const machineLoad = (name: string, heard: number) => ({
  ...{
    name,
    heard,
    now: spreads(0.53),
    monthBefore: spreads(0.41),
    yearBefore: { cpu: null, memory: null, disk: null },
  },
});
const load: LoadData = {
  tiers: [
    {
      ...{ role: "app", name: "Application", cpu: spread(0.53), withoutOne: spread(1.05) },
      machines: [machineLoad("app-1", 1), machineLoad("app-2", 0.9)],
    },
  ],
};

const remaining = { subject: "machine", subjectName: "db-1", kind: "filesystem", name: "/var", unit: "bytes" } as const;
const capacity: CapacityData = {
  madeOn: "2026-10-30",
  remaining: [
    {
      ...{ key: "machine.1.filesystem:/var", ...remaining, answer: "forecast", current: 80 * GB, limit: 100 * GB },
      ...{ early: "2027-01-03", likely: "2027-01-15", late: "2027-01-29", actBy: "2026-12-20" },
    },
    {
      ...{ key: "pair.1.cpu", ...remaining, subject: "pair", kind: "cpu", name: null, unit: "cores", answer: "over" },
      ...{ current: 5, limit: 4, early: null, likely: null, late: null, actBy: null },
    },
  ],
  scores: [
    { step: 30, kind: null, count: 40, inside: 33, error: 0.08 },
    { step: 30, kind: "filesystem", count: 20, inside: 17, error: null },
  ],
};

const use = {
  received: 15 * GB,
  sent: 20 * GB,
  p95: 121_000_000,
  vcpuHours: 5_960,
  memoryHours: null,
  storedBytes: GB,
};
const consumption: ConsumptionData = {
  month: {
    ...{ rule: "sum", countedBytes: 35 * GB, total: { name: "POPGOM", ...use }, knownShare: 0.97 },
    quota: { bytes: 30 * GB, used: 35 * GB, passedAt: at("2026-10-29T10:00:00Z"), lineBits: 500_000_000 },
    days: [{ day: 1, at: at("2026-09-30T22:00:00Z"), bytes: GB }],
    year: [{ month: "2026-10", bytes: null }],
    ...{ applications: [{ name: "Boutique", ...use }], machines: [{ name: "web-1", ...use }] },
    backups: [{ name: "Base", mean: GB, last: GB }],
    databases: { databases: [], queries: [] },
    unknown: ["gaps", "hourly", "sizes", "history", "noTraffic"],
  },
};

const databases: NonNullable<ConsumptionData["month"]>["databases"] = {
  databases: [
    {
      machine: "db-1",
      applicationId: null,
      name: "popgom",
      first: 40 * GB,
      last: 44 * GB,
      mean: 42 * GB,
      most: 44 * GB,
    },
    { machine: "db-1", applicationId: null, name: "stats", first: 4 * GB, last: 4 * GB, mean: 4 * GB, most: 4 * GB },
  ],
  queries: [{ machine: "db-1", total: 1_000_000, average: 310, peak: 1_900 }],
};

const proof = { at: at("2026-10-13T08:00:00Z"), isGood: true, durationMs: 69 * MINUTE, words: "31 tables relues" };
const backups: BackupsData = {
  jobs: [
    {
      ...{
        slug: "base",
        name: "Base popgom",
        machine: "db-1",
        expected: 31,
        succeeded: 30,
        failed: 1,
        missed: 0,
        late: 0,
      },
      ...{ badAt: [at("2026-10-11T01:00:00Z")], firstBytes: 40 * GB, lastBytes: 44 * GB, longestMs: 31 * MINUTE },
      ...{ checks: [proof], restores: [proof, { ...proof, at: proof.at - 86_400_000, isGood: false }] },
    },
  ],
  statements: [
    {
      ...{ application: "Boutique", lastGoodAt: at("2026-10-31T01:00:00Z"), provenAt: null, ordersLost: 310 },
      ...{ measuredPointMs: 86_400_000, measuredTimeMs: 69 * MINUTE, promisedPointMs: 86_400_000 },
      ...{ promisedTimeMs: 4 * 3_600_000, isPointKept: true, isTimeKept: true },
    },
  ],
  gaps: [
    { machine: "lb-2", database: null, acceptedBy: null, until: null },
    { machine: "web-2", database: "cache", acceptedBy: "Hélène Marsan", until: "2027-01-31" },
  ],
};

const work = { id: 7, kind: "normal", machines: ["web-1"], from: at("2026-10-12T20:00:00Z") } as const;
const span = { to: at("2026-10-12T21:00:00Z"), startedAt: at("2026-10-12T20:02:00Z") } as const;
const interventions: InterventionsData = {
  done: [
    {
      ...{ ...work, ...span, title: "Apache sur web-1", endedAt: at("2026-10-12T21:20:00Z"), outcome: "rolled_back" },
      overrunMs: 20 * MINUTE,
      comparison: {
        verdict: "worse",
        figures: { cpu: { before: 0.3, after: 0.5 }, latency: null, errors: { before: 4, after: 40 }, orders: null },
      },
    },
  ],
  planned: [{ ...work, id: 8, title: "MariaDB 10.11.19", to: span.to, startedAt: null, endedAt: null }],
  calledOff: [{ ...work, id: 9, title: "Contrôle de sécurité", to: span.to, startedAt: null, endedAt: null }],
};

const updates: UpdatesData = {
  machines: [
    {
      ...{ machine: "orders-1", urgency: "endOfLife", after: { title: "Correctifs", installed: 12, remaining: 1 } },
      report: { os: "debian 11", total: 8, security: 5, isListed: true, lastDay: "2026-08-31", life: "over" },
    },
    { machine: "web-1", urgency: "unknown", report: null, after: null },
  ],
};

const tickets: TicketsData = {
  ...{ opened: 2, resolved: 2, open: 0 },
  tickets: [
    {
      ...{ number: 9, kind: "incident", subject: "La boutique ne répondait plus", priority: 1 },
      ...{ openedAt: at("2026-10-14T12:10:00Z"), resolvedAt: at("2026-10-15T08:00:00Z") },
    },
  ],
  attainment: [{ clock: "resolution", met: 1, missed: 1, running: 0, late: 0, share: 0.5 }],
  byPriority: [
    { priority: 1, attainment: [{ clock: "resolution", met: 1, missed: 1, running: 0, late: 0, share: 0.5 }] },
  ],
  missed: [
    {
      ...{ number: 9, subject: "La boutique ne répondait plus", clock: "resolution", priority: 1 },
      ...{ elapsedSeconds: 72_000, targetSeconds: 14_400 },
    },
  ],
};

const cost = { costMonthly: 38, costOnce: 1_200, currency: "EUR" } as const;
const decisions: DecisionsData = {
  asks: [{ kind: "action", id: 3, title: "Agrandir le disque de db-1", detail: "", dueOn: "2026-12-04", ...cost }],
  actions: [
    {
      ...{ id: 2, title: "Ranger les journaux", about: "db-1", state: "done", owner: "Claire Aubrac", dueOn: null },
      ...{ doneAt: at("2026-10-21T10:00:00Z"), costMonthly: null, costOnce: null, currency: "EUR" },
    },
  ],
  events: [{ id: 1, title: "Soldes", startsOn: "2026-10-01", endsOn: "2026-10-08", multiplier: 1.3, measured: 0.9 }],
  pins: [
    {
      id: 1,
      title: "Machine app-1",
      sentence: "L’import est déplacé.",
      path: "/projects/popgom/machines/app-1",
      at: 1,
    },
  ],
};

const essential: EssentialData = {
  service: { name: "Parcours d’achat", ...measured, ...lengths, unmonitoredMs: 16 * MINUTE, outages },
  orders: { total: 98_500, growth: 0.23, yearGrowth: null, days },
  resolutions: { met: 14, judged: 14 },
  ...{ resolvedTickets: 14, asks: decisions.asks },
  facts: [
    { kind: "backups", expected: 31, succeeded: 31 },
    { kind: "restore", name: "db-1", at: proof.at, isGood: true, durationMs: proof.durationMs },
    { kind: "intervention", title: "Apache sur web-1", at: work.from, verdict: "better" },
    { kind: "action", title: "Ranger les journaux", at: work.from },
    { kind: "calledOff", title: "Contrôle de sécurité", at: work.from },
  ],
};

const annexes: AnnexesData = {
  ...{ from: at("2026-09-30T22:00:00Z"), to: at("2026-10-31T23:00:00Z"), timeZone: "Europe/Paris", hours: 745 },
  clockChange: 1,
  machines: [
    { name: "web-1", role: "Web", application: "Boutique", cpuGhz: 2.4, memoryBytes: 2 ** 31, diskBytes: null },
  ],
  unmonitored: [{ service: "Parcours d’achat", from: at("2026-10-07T10:00:00Z"), to: at("2026-10-07T10:16:00Z") }],
};

export const FIXTURE_MONTH: Readonly<Record<string, object>> = {
  ...{ essential, availability, shop, load, capacity, consumption, databases, backups, interventions },
  ...{ updates, tickets, decisions, annexes },
};

/** A month of which nobody knows anything. */
export const EMPTY_MONTH: Readonly<Record<string, object>> = {
  essential: { service: null, orders: null, resolutions: null, resolvedTickets: 0, asks: [], facts: [] },
  availability: { services: [] },
  shop: { shop: null },
  load: { tiers: [] },
  capacity: { madeOn: null, remaining: [], scores: [] },
  consumption: { month: null },
  databases: { databases: [], queries: [] },
  backups: { jobs: [], statements: [], gaps: [] },
  interventions: { done: [], planned: [], calledOff: [] },
  updates: { machines: [] },
  tickets: { opened: 0, resolved: 0, open: 0, tickets: [], attainment: [], byPriority: [], missed: [] },
  decisions: { asks: [], actions: [], events: [], pins: [] },
  annexes: { ...annexes, machines: [], unmonitored: [], clockChange: 0 },
};
