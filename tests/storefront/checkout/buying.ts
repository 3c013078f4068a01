import { type Form, formsOf } from "#storefront/shoppers/html.ts";
import { type Page, Visitor } from "#storefront/shoppers/visitor.ts";
import type { TestShop } from "../support.ts";

export const CAMILLE = {
  name: "Camille Robin",
  email: "Camille.Robin@example.com",
  phone: "06 12 34 56 78",
  address: "12 rue des Tilleuls",
  postcode: "69003",
  town: "Lyon",
  country: "FR",
};

export const LUCIA = {
  ...CAMILLE,
  name: "Lucía Ortega",
  email: "lucia@example.com",
  address: "Calle Mayor 7",
  postcode: "28013",
  town: "Madrid",
  country: "ES",
};

/** A browser without scripts in front of the shop, with tyres in its basket; gives the basket's page. */
export async function withTyres(
  { url }: Pick<TestShop, "url">,
  slug: string,
  quantity: number,
  language: "fr" | "es" = "fr",
): Promise<{ visitor: Visitor; basket: Page }> {
  const visitor = new Visitor(url);
  const product = await visitor.open(language === "fr" ? `/pneus/${slug}` : `/es/neumaticos/${slug}`);
  const basket = await visitor.submit(product, formWith(product, "product"), { quantity: String(quantity) });
  return { visitor, basket };
}

/** The form of a page in which something of this name is asked. */
export function formWith({ html, path }: Page, name: string): Form {
  const form = formsOf(html).find(({ filled, choices }) => filled.has(name) || choices.has(name));
  if (!form) throw new Error(`${path} asks for no ${name}`);
  return form;
}

/** Through the address and the nearest centre to its appointments. */
export async function toSlots(visitor: Visitor, address: typeof CAMILLE, checkout = "/commande"): Promise<Page> {
  const asked = await visitor.open(checkout);
  const centres = await visitor.submit(asked, formWith(asked, "name"), address);
  return visitor.submit(centres, formWith(centres, "centre"), {});
}

/** On to the last step, with the appointment at this place among the free ones. */
export async function toPaymentStep(visitor: Visitor, slots: Page, index = 0): Promise<Page> {
  const form = formWith(slots, "slot");
  return visitor.submit(slots, form, { slot: form.choices.get("slot")?.[index] ?? "" });
}

/** Text as a shopper reads it: without tags, and with plain spaces. */
export function readable({ html }: Page): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");
}
