import { expect, test } from "vitest";

import { standingOf } from "#domain/interventions/agreement.ts";
import { conflictsOf } from "#domain/interventions/conflicts.ts";
import { type ImpactMachine, impactOf } from "#domain/interventions/impact.ts";
import { mayMove, type Plan, planRefusal } from "#domain/interventions/intervention.ts";
import { canonicalPlan, planHash } from "#domain/interventions/plan-hash.ts";

const PLAN: Plan = {
  kind: "normal",
  title: "Mettre à jour MariaDB",
  plan: "Basculer, mettre à jour, revenir.",
  rollbackPlan: "Revenir à la version d’avant.",
  checklist: "Sauvegarde\nBascule\nMise à jour",
  consequence: "La boutique reste ouverte.",
  risk: "medium",
  priceCents: 48_000,
  currency: "EUR",
  from: new Date("2026-11-26T21:00:00Z"),
  to: new Date("2026-11-26T22:30:00Z"),
  machineIds: [3, 1],
  serviceIds: [7],
};

/** Each fact with another value: nobody has agreed to any of these. */
const OTHERS: readonly [string, Partial<Plan>][] = [
  ["kind", { kind: "urgent" }],
  ["title", { title: "Mettre à jour MariaDB 11" }],
  ["plan", { plan: "Basculer, mettre à jour, revenir. " }],
  ["rollback plan", { rollbackPlan: "" }],
  ["checklist", { checklist: "Bascule\nSauvegarde\nMise à jour" }],
  ["consequence", { consequence: "La boutique ferme." }],
  ["risk", { risk: "high" }],
  ["price", { priceCents: 48_001 }],
  ["price that turns into none", { priceCents: null }],
  ["currency", { currency: "USD" }],
  ["start", { from: new Date("2026-11-26T21:00:00.001Z") }],
  ["end", { to: new Date("2026-11-26T22:31:00Z") }],
  ["machines", { machineIds: [1, 3, 4] }],
  ["services", { serviceIds: [] }],
  ["machine that is called a service", { machineIds: [1], serviceIds: [3, 7] }],
  ["words that move from one text into the next", { plan: "", rollbackPlan: `${PLAN.plan}${PLAN.rollbackPlan}` }],
];

test.each(OTHERS)("another %s is another plan", (_fact, change) => {
  expect(planHash({ ...PLAN, ...change })).not.toBe(planHash(PLAN));
});

test("the order of the machines is not part of a plan, and the hash stays the same for ever", () => {
  expect(planHash({ ...PLAN, machineIds: [1, 3, 3] })).toBe(planHash(PLAN));
  expect(planHash(PLAN)).toBe("ede46176cf6d62badceb23804df4ea423ebd133f5539bba93c81bafcab67dc47");
});

test.each(["price", "consequence", "services", "window"])("a planted hash that forgets the %s is found out", (fact) => {
  const forgetful = (plan: Plan) =>
    JSON.stringify(
      (JSON.parse(canonicalPlan(plan)) as unknown[]).filter((one) => !Array.isArray(one) || one[0] !== fact),
    );
  expect(OTHERS.some(([, change]) => forgetful({ ...PLAN, ...change }) === forgetful(PLAN))).toBe(true);
});

test.each([
  [{ plan: " \n" }, "planMissing"],
  [{ rollbackPlan: "" }, "rollbackPlanMissing"],
  [{ checklist: "\n \n" }, "checklistMissing"],
  [{ consequence: "" }, "consequenceMissing"],
  [{ to: PLAN.from }, "endsBeforeItStarts"],
  [{ from: new Date(Number.NaN) }, "endsBeforeItStarts"],
  [{ machineIds: [], serviceIds: [] }, "machinesMissing"],
  [{ priceCents: -1 }, "priceOutOfRange"],
  [{}, null],
] as [Partial<Plan>, string | null][])("a plan with %o is refused as %s", (change, refusal) => {
  expect(planRefusal({ ...PLAN, ...change })).toBe(refusal);
});

test("what is over moves nowhere, and only a draft or what was asked starts unannounced", () => {
  expect(mayMove("done", "running")).toBe(false);
  expect(mayMove("cancelled", "draft")).toBe(false);
  expect(mayMove("running", "cancelled")).toBe(false);
  expect(mayMove("announced", "awaiting_agreement")).toBe(true);
});

const FLEET: readonly ImpactMachine[] = [
  { id: 1, name: "lb-1", role: "lb", parentIds: [] },
  { id: 2, name: "lb-2", role: "lb", parentIds: [] },
  { id: 3, name: "web-1", role: "web", parentIds: [1, 2] },
  { id: 4, name: "web-2", role: "web", parentIds: [1, 2] },
  { id: 5, name: "db-1", role: "db", parentIds: [] },
  { id: 6, name: "db-2", role: "db", parentIds: [5] },
  { id: 7, name: "orders-1", role: "orders", parentIds: [] },
];

test.each([
  ["one of two web servers leaves the shop open", [3], "reduced", ["web 1/2"]],
  ["both web servers close it", [3, 4], "closed", ["web 0/2"]],
  ["both databases close it", [5, 6], "closed", ["db 0/2"]],
  ["the copy alone leaves it open", [6], "reduced", ["db 1/2"]],
  ["the primary alone takes its copy along", [5], "closed", ["db 0/2"]],
  ["both balancers take the web servers along", [1, 2], "closed", ["lb 0/2", "web 0/2"]],
  ["the single tracking server stops tracking, not selling", [7], "tracking", ["orders 0/1"]],
  ["no machine of the project changes nothing", [99], "none", []],
] as const)("%s", (_sentence, touched, verdict, roles) => {
  const impact = impactOf(FLEET, touched);
  expect(impact.verdict).toBe(verdict);
  expect(impact.roles.map(({ role, left, total }) => `${role} ${left}/${total}`)).toEqual(roles);
});

test("a service falls when too few of its parts are left", () => {
  const tracking = { name: "Suivi", quorum: 1, machineIds: [7], checks: 0 };
  const checked = { name: "Achat", quorum: 1, machineIds: [7], checks: 1 };
  expect(impactOf(FLEET, [7], [tracking, checked]).services).toEqual(["Suivi"]);
  expect(impactOf(FLEET, [3], [tracking]).services).toEqual([]);
});

test("work at the same time is told with what both do together, and a freeze comes first", () => {
  const found = conflictsOf({
    ...{ window: { from: 100, to: 200 }, machineIds: [3], machines: FLEET },
    others: [
      { id: 1, title: "Noyau de web-2", from: 150, to: 250, machineIds: [4] },
      { id: 2, title: "Finit avant", from: 50, to: 100, machineIds: [3] },
      { id: 3, title: "Encore web-1", from: 90, to: 110, machineIds: [3] },
    ],
    freezes: [{ id: 9, reason: "Black Friday", from: 0, to: 101 }],
    backups: [3, 4].map((machineId) => ({
      ...{ slug: `s${machineId}`, name: "Fichiers", machineId, machine: `m${machineId}`, from: 190, to: 220 },
    })),
  });
  expect(found).toMatchObject([
    { kind: "freeze", reason: "Black Friday" },
    { kind: "work", id: 3, machines: ["web-1"], together: null },
    { kind: "work", id: 1, machines: [], together: "closed" },
    { kind: "backup", id: "s3", machine: "m3" },
  ]);
});

test("answers to another plan count for nothing, one no is enough, and who delegated is not waited for", () => {
  const approver = (id: number, side: "client" | "staff", delegatedById: number | null = null) => ({
    ...{ id, side, delegatedById, userId: null, contactId: id, name: `n${id}`, email: `${id}@popgom.test` },
    remindedAt: null,
  });
  const answer = (approverId: number, hash: string, said: "agreed" | "refused") => ({
    ...{ approverId, planHash: hash, answer: said, reason: "", name: "", byLink: false, at: PLAN.from },
  });
  const asked = {
    approvers: [approver(1, "client"), approver(2, "staff"), approver(3, "client", 1)],
    ...{ clientQuorum: 1, staffQuorum: 1, planHash: "new" },
  };
  const old = standingOf({ ...asked, answers: [answer(3, "old", "agreed"), answer(2, "new", "agreed")] });
  expect(old).toMatchObject({ isReached: false, client: { agreed: 0 }, staff: { agreed: 1 } });
  expect(old.client.waitingFor.map(({ id }) => id)).toEqual([3]);
  expect(standingOf({ ...asked, answers: [answer(3, "new", "agreed"), answer(2, "new", "agreed")] }).isReached).toBe(
    true,
  );
  const no = standingOf({ ...asked, answers: [answer(3, "new", "refused"), answer(2, "new", "agreed")] });
  expect(no).toMatchObject({ isReached: false, refused: { approverId: 3 } });
});
