import { pick } from "./choice.ts";
import { type Form, formsOf, linksOf } from "./html.ts";
import type { Mood, Reached } from "./shopper.ts";
import type { Page, Visitor } from "./visitor.ts";

/** Steps of a checkout, with room for a step that is shown again. */
const MOST_STEPS = 10;

const NAMES = ["Camille Robin", "Lucía Ortega", "Yanis Perret", "Inès Faure", "Mateo Vidal", "Jeanne Colin"];
const ADDRESSES = [
  { address: "12 rue des Tilleuls", postcode: "44000", town: "Nantes", country: "FR" },
  { address: "3 place du Marché", postcode: "69003", town: "Lyon", country: "FR" },
  { address: "28 avenue Jean-Jaurès", postcode: "31000", town: "Toulouse", country: "FR" },
  { address: "Calle Mayor 7", postcode: "28013", town: "Madrid", country: "ES" },
];
/** Eight of nine payments succeed at once or after the bank's second question. */
const OUTCOMES = [...Array(14).fill("success"), "challenge", "challenge", "refuse", "abandon"] as string[];

/**
 * From the checkout's first page to the order: fills in whichever form the shop shows next. A payment that the shopper gives
 * up or the bank refuses ends the visit.
 */
export async function buy(visitor: Visitor, checkout: Page, { random, think }: Mood): Promise<Reached> {
  const answers = buyer(random);
  let outcome = pick(OUTCOMES, random);
  let page = checkout;
  let reached: Reached = "checkout";
  for (let step = 0; step < MOST_STEPS && page.status < 400; step += 1) {
    if (page.html.includes("data-order-number")) return "order";
    const form = nextForm(page);
    if (!form) {
      const centre = pick(linksOf(page.html).filter(isCentre), random);
      page = await visitor.open(centre);
    } else if (form.choices.has("outcome")) {
      reached = "payment";
      page = await visitor.submit(page, form, { outcome });
      if (outcome === "refuse" || outcome === "abandon") return reached;
      outcome = "success";
    } else {
      page = await visitor.submit(page, form, filledIn(form, answers, random));
    }
    await think();
  }
  return reached;
}

/** What leads on: the payment's buttons, else the form that asks most; a form that only takes something away leads nowhere. */
function nextForm({ html }: Page): Form | undefined {
  const posts = formsOf(html).filter(({ method, filled }) => method === "post" && !filled.has("product"));
  const asks = ({ filled, choices }: Form) => new Set([...filled.keys(), ...choices.keys()]).size;
  return (
    posts.find(({ choices }) => choices.has("outcome")) ??
    posts.filter((form) => !form.filled.has("remove")).sort((one, other) => asks(other) - asks(one))[0]
  );
}

function filledIn(form: Form, answers: Readonly<Record<string, string>>, random: () => number): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const [name, values] of form.choices) chosen[name] = answers[name] ?? pick(values, random);
  for (const name of form.filled.keys()) {
    const answer = answers[name];
    if (answer !== undefined) chosen[name] = answer;
  }
  return chosen;
}

function isCentre(href: string): boolean {
  return /^\/(centres|es\/talleres)\/./.test(href);
}

/** Example addresses only: no mail of the demo reaches anybody. */
function buyer(random: () => number): Readonly<Record<string, string>> {
  const name = pick(NAMES, random);
  const email = `shopper-${Math.floor(random() * 1e9).toString(36)}@example.com`;
  return { name, email, phone: "+33 6 12 34 56 78", ...pick(ADDRESSES, random) };
}
