import { LookEnded } from "./result.ts";
import type { Visit } from "./visit.ts";

/** The hidden product and centre of test orders: no shopper's stock or appointment is ever taken. */
const TEST_PRODUCT = "test-tyre";
const TEST_CENTRE = "test-centre";
const WANTED = { width: "205", ratio: "55", diameter: "16" };
const MOST_CHECKOUT_PAGES = 5;

/** What later steps and the cancellation need to know. */
export interface Bought {
  orderNumber?: string;
}

export interface Step {
  readonly name: string;
  readonly take: (visit: Visit, bought: Bought) => Promise<void>;
}

/** A purchase as a shopper makes it. Each step fails by the name of what was not there. */
export const STEPS: readonly Step[] = [
  { name: "home", take: (visit) => visit.open("") },
  { name: "search", take: search },
  { name: "product", take: product },
  { name: "basket", take: basket },
  { name: "centre", take: centre },
  { name: "checkout", take: checkout },
  { name: "payment", take: payment },
  { name: "confirmation", take: confirmation },
];

async function search(visit: Visit): Promise<void> {
  await visit.require("form [name=width]", "searchFormMissing");
  const form = visit.page.locator("form:has([name=width])").first();
  for (const [name, value] of Object.entries(WANTED)) {
    const field = form.locator(`[name=${name}]`).first();
    if (await field.evaluate(isList)) await field.selectOption(value);
    else await field.fill(value);
  }
  await visit.send(form.locator("button, input[type=submit]").last());
  await visit.require('a[href*="/pneus/"]', "noResults");
}

async function product(visit: Visit): Promise<void> {
  await visit.open(`pneus/${TEST_PRODUCT}`);
  await visit.require("form [name=product]", "productMissing");
}

async function basket(visit: Visit): Promise<void> {
  const form = visit.page.locator("form:has([name=product])").first();
  await visit.choose(form, "quantity", "2");
  await visit.send(form.locator("button:not([name=favourite])").first());
  await visit.open("panier");
  await visit.require("[name=quantity]", "basketEmpty");
}

async function centre(visit: Visit): Promise<void> {
  await visit.open(`centres/${TEST_CENTRE}`);
  const form = visit.page.locator("form:has([name=centre])").first();
  if ((await form.count()) === 0) throw new LookEnded("failed", "centreMissing");
  await visit.send(form.locator("button").first());
}

/** The pages between the basket and the payment, whatever each of them asks. */
async function checkout(visit: Visit): Promise<void> {
  await visit.open("commande");
  for (let pages = 0; pages < MOST_CHECKOUT_PAGES; pages += 1) {
    if ((await visit.page.locator("button[name=outcome]").count()) > 0) return;
    const form = visit.page.locator("main form[method=post]").last();
    if ((await form.count()) === 0) throw new LookEnded("failed", "checkoutFormMissing");
    await visit.fill(form);
    await visit.choose(form, "country", "FR");
    await visit.choose(form, "slot");
    await visit.send(form.locator("button:not([name=outcome])").last());
  }
  throw new LookEnded("failed", "checkoutWithoutEnd");
}

async function payment(visit: Visit): Promise<void> {
  await visit.send(await visit.require("button[name=outcome][value=success]", "paymentMissing"));
}

async function confirmation(visit: Visit, bought: Bought): Promise<void> {
  const shown = await visit.require("[data-order-number]", "orderNumberMissing");
  bought.orderNumber = (await shown.getAttribute("data-order-number")) ?? undefined;
  if (!bought.orderNumber) throw new LookEnded("failed", "orderNumberMissing");
}

function isList(element: Element): boolean {
  return element.tagName === "SELECT";
}
