import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { orders, outbox, products, workflowInstances } from "#storefront/db/schema/index.ts";
import { workOnce } from "#storefront/workflow/worker.ts";

import { type TestShop, withShop } from "../support.ts";
import { hours, NOON, paidOrder, workshop } from "../workflow/orders.ts";
import { quayCentre } from "./centre.ts";
import { type Owner, signedIn } from "./owner.ts";

const JEANNE = "PG-2222-2222";
const PABLO = "PG-3333-3333";
const CHECK = "PG-4444-4444";

test.each([
  ["", [PABLO, JEANNE]],
  ["?essais=1", [CHECK, PABLO, JEANNE]],
  ["?q=pg-3333", [PABLO]],
  ["?q=jeanne@", [JEANNE]],
  ["?q=%25", []],
  ["?etat=shipped", [PABLO]],
  ["?etat=shipped&q=jeanne", []],
  ["?etape=paid", [JEANNE]],
  ["?etape=supplier_answer", []],
  ["?page=99&etat[]=x&q[]=1", [PABLO, JEANNE]],
])("the list of orders %s shows %j", (query, expected) =>
  withOrders(async (owner) => {
    const page = await owner.page(`/admin/commandes${query}`);

    expect([...page.matchAll(/<th scope="row"><a href="\/admin\/commandes\/([^"]+)"/g)].map(([, one]) => one)).toEqual(
      expected,
    );
    expect(page.includes(">essai<")).toBe(expected.includes(CHECK));
  }));

test("a long list has pages", () =>
  withShop(async (shop) => {
    const opened = await opening(shop.db);
    for (let index = 20; index < 62; index += 1) await paidOrder(shop.db, opened, `PG-2222-22${index}`);
    const owner = await signedIn(shop);

    expect(await owner.page("/admin/commandes?q=PG")).toContain('href="/admin/commandes?q=PG&amp;page=2"');
    const last = await owner.page("/admin/commandes?q=PG&page=2");
    expect(last).toContain("page 2 sur 2");
    expect(last.match(/<th scope="row">/g)).toHaveLength(2);
  }));

test("an order's page has its lines, payment, milestones, history and mails with their state", () =>
  withOrders(async (owner, { db }) => {
    await workOnce(workshop(db), hours(0));
    const [order] = await db.select().from(orders).where(eq(orders.number, JEANNE));
    await db
      .insert(outbox)
      .values([
        mail(order?.id, "Envoyé", { sentAt: hours(1) }),
        mail(order?.id, "Refusé", { failedAt: hours(1), attempts: 3, lastError: "550 boîte inconnue" }),
      ]);
    const page = await owner.page(`/admin/commandes/${JEANNE}`);

    for (const part of ["Brisance Zéphyr 2", "179,76 €", "ref-PG-2222-2222", "Pneus commandés", "Jeanne Morel"]) {
      expect(page).toContain(part);
    }
    expect(page).toContain("Elle est à l’étape « Attendre la réponse du fournisseur ».");
    expect(page).toContain("Étape faite : Commander au fournisseur");
    expect(page).toContain("essais : 3, dernière réponse : 550 boîte inconnue");
    expect(page).toContain("Annuler et rembourser");
  }));

test("an order is cancelled until it is shipped; later the page says why not", () =>
  withOrders(async (owner, { db }) => {
    expect((await owner.post(`/admin/commandes/${JEANNE}/annuler`)).status).toBe(303);
    expect(await owner.page(`/admin/commandes/${JEANNE}`)).toContain("L’annulation est demandée");
    await workOnce(workshop(db), hours(0));
    await workOnce(workshop(db), hours(0));
    const page = await owner.page(`/admin/commandes/${JEANNE}`);
    expect(page).toContain("Remboursée");
    expect(page).toContain("Son parcours est terminé : commande remboursée.");

    const late = await owner.post(`/admin/commandes/${PABLO}/annuler`);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("les pneus sont déjà partis");
  }));

test.each(["PG-9999-9999", "nothing", "%00"])("there is no order %s", (number) =>
  withOrders(async (owner) => {
    expect((await owner.get(`/admin/commandes/${number}`)).status).toBe(404);
    expect((await owner.post(`/admin/commandes/${number}/annuler`)).status).toBe(404);
  }));

/** Jeanne's paid a moment ago; Pablo's is shipped; a check's. */
function withOrders<T>(use: (owner: Owner, shop: TestShop) => Promise<T>): Promise<T> {
  return withShop(async (shop) => {
    const { db } = shop;
    const opened = await opening(db);
    await paidOrder(db, opened, JEANNE);
    const pablo = await paidOrder(db, opened, PABLO, new Date(NOON.getTime() + 1_000));
    await db.update(orders).set({ email: "pablo@example.test", status: "shipped" }).where(eq(orders.id, pablo));
    await db
      .update(workflowInstances)
      .set({ waitingStep: "delivery", dueAt: null })
      .where(eq(workflowInstances.orderId, pablo));
    const check = await paidOrder(db, opened, CHECK, new Date(NOON.getTime() + 2_000));
    await db.update(orders).set({ email: "check@example.test", isTest: true }).where(eq(orders.id, check));
    await db.update(workflowInstances).set({ dueAt: null }).where(eq(workflowInstances.orderId, check));
    return use(await signedIn(shop), shop);
  });
}

/** The shelf's first tyre, and a centre. */
async function opening(db: ShopDatabase) {
  const [product] = await db.select({ id: products.id }).from(products).limit(1);
  return { productId: product?.id ?? 0, centreId: await quayCentre(db) };
}

function mail(orderId: number | undefined, subject: string, state: Partial<typeof outbox.$inferInsert>) {
  return { orderId, recipient: "jeanne@example.test", subject, text: "", createdAt: NOON, ...state };
}
