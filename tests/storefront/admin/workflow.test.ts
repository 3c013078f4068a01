import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { orders, workflowEvents, workflowInstances } from "#storefront/db/schema/index.ts";
import { stuckCount } from "#storefront/workflow/incidents.ts";

import { type TestShop, withShop } from "../support.ts";
import { flat, type Owner, signedIn } from "./owner.ts";
import { NUMBERS, stuckAndWaiting } from "./stuck-orders.ts";

const [FIRST, SECOND, WAITING] = NUMBERS;
const RIGHT = {
  reference: "brisance-zephyr-2-205-55-r16-91v",
  quantity: "2",
  deliveryPostcode: "69002",
  centre: "garage-du-quai",
  slotAt: "2036-11-27T13:00",
};

test("the page counts who waits where and who is stuck, and leads to them", () =>
  withStuck(async (owner) => {
    const page = await owner.page("/admin/parcours");

    expect(page).toContain('3 commandes en cours, <b class="owner-red">dont 2 bloquées</b>');
    expect(page).toMatch(/data-step="supplier_answer" data-waiting="1" data-stuck="0"/);
    const [, href = ""] =
      /data-step="order_from_supplier" data-waiting="0" data-stuck="2".*?href="([^"]+)"/.exec(page) ?? [];
    const list = await owner.page(href.replaceAll("&amp;", "&"));
    expect(list).toContain("À l’étape « Commander au fournisseur »");
    expect(
      [...list.matchAll(/<th scope="row"><a href="\/admin\/commandes\/([^"]+)"/g)].map(([, one]) => one).toSorted(),
    ).toEqual([FIRST, SECOND]);
    expect(await owner.page("/admin/commandes?etape=supplier_answer")).toContain("1 commande ");
  }));

test("the diagram is the one that the engine runs, and no other page loads its viewer", () =>
  withStuck(async (owner, { url }) => {
    const answer = await owner.get("/admin/parcours/commande.bpmn");
    expect(answer.headers.get("content-type")).toContain("application/xml");
    expect(await answer.text()).toContain('<bpmn:process id="order"');
    expect(await owner.page("/admin/incidents")).not.toContain("diagram.js");
    expect(await (await fetch(url)).text()).not.toContain("diagram.js");
  }));

test("a step that the diagram has no more is still in the table, under its id", () =>
  withStuck(async (owner, { db }) => {
    await db.update(workflowInstances).set({ waitingStep: "step_of_last_year", incident: null });

    expect(await owner.page("/admin/parcours")).toContain('data-step="step_of_last_year" data-waiting="3"');
  }));

test("an incident has its step, reason and variables; corrected, the order goes on", () =>
  withStuck(async (owner, { db }) => {
    const page = await owner.page("/admin/incidents");
    expect(page).toContain("À l’étape « Commander au fournisseur »");
    expect(page).toContain("Le fournisseur ne connaît pas la référence « PNEU ? ».");
    expect(page).toContain('name="slotAt" type="datetime-local" value="2036-11-27T13:00"');
    expect(page).toContain('<span aria-hidden="true">2</span>');

    const done = await owner.post(`/admin/incidents/${FIRST}`, { ...RIGHT, version: versionOf(page, FIRST) });
    expect(done.headers.get("location")).toBe("/admin/incidents?repris=1");
    expect(await owner.page("/admin/incidents?repris=1")).toContain("Une commande est reprise.");
    expect(await stuckCount(db)).toBe(1);
    const [corrected] = await db.select().from(workflowEvents).where(eq(workflowEvents.kind, "correction"));
    expect(corrected).toMatchObject({ detail: `reference : PNEU ? → ${RIGHT.reference}`, actor: "owner" });
  }));

test.each([
  ["changed meanwhile", FIRST, { version: "999" }, 409, "Cette commande a changé pendant votre saisie."],
  ["is not stuck", WAITING, {}, 409, "Cette commande n’est plus bloquée"],
  ["would get no quantity", FIRST, { quantity: "0" }, 422, "À corriger : Nombre de pneus."],
  [
    "would get a date that is none",
    FIRST,
    { slotAt: "demain", centre: "" },
    422,
    "À corriger : Centre de montage, Rendez-vous",
  ],
])("an order that %s is not retried, and the page says why", (_sentence, number, typed, status, sentence) =>
  withStuck(async (owner, { db }) => {
    const version = versionOf(await owner.page("/admin/incidents"), number);
    const refused = await owner.post(`/admin/incidents/${number}`, { ...RIGHT, version, ...typed });

    expect(refused.status).toBe(status);
    expect(flat(await refused.text())).toContain(sentence);
    expect(await stuckCount(db)).toBe(2);
  }));

test("what was typed and refused stays in the open form of its order", () =>
  withStuck(async (owner) => {
    const version = versionOf(await owner.page("/admin/incidents"), SECOND);
    const refused = await owner.post(`/admin/incidents/${SECOND}`, { ...RIGHT, quantity: "mille", version });
    const [, form = ""] = flat(await refused.text()).split(`id="${SECOND}"`);

    expect(form).toContain("<details open");
    expect(form).toContain('value="mille"');
  }));

test("several are ticked and retried together; one that went on meanwhile is said", () =>
  withStuck(async (owner, { db }) => {
    const ids = (await db.select({ id: orders.id }).from(orders)).map(({ id }) => String(id));
    const done = await owner.post("/admin/incidents", { order: ids });

    expect(done.headers.get("location")).toBe("/admin/incidents?repris=2&restees=1");
    const page = await owner.page("/admin/incidents?repris=2&restees=1");
    expect(page).toContain("2 commandes sont reprises. Une autre n’était plus bloquée.");
    expect(page).toContain("Aucune commande n’est bloquée.");
    expect(await stuckCount(db)).toBe(0);
  }));

test.each<Record<string, string>>([{}, { order: "x" }])("a batch of %j retries nothing and says so", (fields) =>
  withStuck(async (owner) => {
    const refused = await owner.post("/admin/incidents", fields);

    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Cochez au moins une commande.");
  }));

test("there is no incident of an order that is none", () =>
  withStuck(async (owner) => expect((await owner.post("/admin/incidents/PG-9999-9999", RIGHT)).status).toBe(404)));

function withStuck<T>(use: (owner: Owner, shop: TestShop) => Promise<T>): Promise<T> {
  return withShop(async (shop) => {
    await stuckAndWaiting(shop.db);
    return use(await signedIn(shop), shop);
  });
}

function versionOf(page: string, number: string): string {
  return /name="version" value="(\d+)"/.exec(page.split(`id="${number}"`)[1] ?? "")?.[1] ?? "0";
}
