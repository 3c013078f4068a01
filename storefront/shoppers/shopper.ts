import { PATHS } from "../paths.ts";
import { buy } from "./buying.ts";
import { pick } from "./choice.ts";
import { type Form, formsOf, linksOf } from "./html.ts";
import { Gave, type Page, type Visitor } from "./visitor.ts";

/** How far a shopper came. */
export type Reached = "home" | "search" | "product" | "basket" | "checkout" | "payment" | "order";

export interface Mood {
  /** Numbers from 0 to 1, of a seed. */
  readonly random: () => number;
  /** Reads a page; settles when the shopper goes on. */
  readonly think: () => Promise<void>;
}

/** Of those who came to one step, how many take the next: one in nine visits becomes an order. */
export const GOES_ON = { home: 0.85, search: 0.75, product: 0.42, basket: 0.62, checkout: 0.82 } as const;

/** What most cars wear. */
const SIZES = [
  ["205", "55", "16"],
  ["195", "65", "15"],
  ["225", "45", "17"],
  ["185", "65", "15"],
  ["205", "55", "16"],
] as const;

/** One visit from the home page to the order, or to where the shopper leaves. Never throws: a shop that breaks loses shoppers. */
export async function shop(visitor: Visitor, { random, think }: Mood): Promise<Reached> {
  let reached: Reached = "home";
  const leaves = async (step: keyof typeof GOES_ON) => {
    reached = step;
    await think();
    return random() >= GOES_ON[step];
  };
  try {
    const language = random() < 0.25 ? "es" : "fr";
    const home = await visitor.open(PATHS.home[language]);
    if (home.status >= 400 || (await leaves("home"))) return reached;
    const [width, ratio, diameter] = pick(SIZES, random);
    const results = await visitor.open(`${PATHS.results[language]}?${new URLSearchParams({ width, ratio, diameter })}`);
    if (await leaves("search")) return reached;

    const products = linksOf(results.html).filter((href) => href.startsWith(`${PATHS.results[language]}/`));
    if (products.length === 0) return reached;
    const product = await visitor.open(pick(products, random));
    if (await leaves("product")) return reached;

    const adding = formsOf(product.html).find(({ filled }) => filled.has("product"));
    if (!adding) return reached;
    const basket = await visitor.submit(product, adding, quantity(adding, random));
    if (basket.status >= 400 || (await leaves("basket"))) return reached;

    const checkout: Page = await visitor.open(PATHS.checkout[language]);
    if (checkout.status >= 400 || (await leaves("checkout"))) return reached;
    return await buy(visitor, checkout, { random, think });
  } catch (error) {
    if (error instanceof Gave) return reached;
    throw error;
  }
}

/** Two axles more often than one, where there are four tyres left. */
function quantity(form: Form, random: () => number): Record<string, string> {
  const offered = form.choices.get("quantity") ?? ["2"];
  const wanted = random() < 0.6 ? "4" : "2";
  return { quantity: offered.includes(wanted) ? wanted : (offered[0] ?? "2") };
}
