import { signedIn } from "../account/session.ts";
import { chooseCentre } from "../basket/commands.ts";
import { freeSlots } from "../centres/appointments.ts";
import { fieldOf } from "../http/fields.ts";
import { pageContext } from "../http/page.tsx";
import { hasTestSecret } from "../http/test-secret.ts";
import { type PlaceRefusal, placeOrder } from "../orders/place.ts";
import { giveProof } from "../orders/proof.ts";
import { languageOf, type PathName } from "../paths.ts";
import { beginPayment } from "../payment/begin.ts";
import type { Shop } from "../shop.ts";
import { ADDRESS_FIELDS, type AddressField } from "./address.tsx";
import { AddressForm } from "./draft.ts";
import { keepAnswers } from "./progress.ts";
import { leadTo, showAddress, showCentre, showPayment, type Turn } from "./turn.tsx";

/** Where a refusal can be put right. */
const PAGE_OF: Record<PlaceRefusal["refused"], PathName> = {
  emptyBasket: "basket",
  withdrawn: "basket",
  mixed: "basket",
  outOfStock: "basket",
  incomplete: "checkout",
  slotTaken: "checkoutCentre",
  slotNotOffered: "checkoutCentre",
};

export async function takeAddress(shop: Shop, turn: Turn): Promise<void> {
  const typed = Object.fromEntries(ADDRESS_FIELDS.map((name) => [name, fieldOf(turn.request, name)]));
  const form = AddressForm.safeParse(typed);
  if (!form.success) {
    await showAddress(shop, turn, typed, [...new Set(form.error.issues.map(({ path }) => path[0] as AddressField))]);
    return;
  }
  const customer = await signedIn(shop, turn.request, turn.now);
  await keepAnswers(shop.db, turn.progress.basket, form.data, turn.now, { customerId: customer?.id ?? null });
  leadTo(turn, "checkout");
}

/** A centre, and on the next page one of its appointments. */
export async function takeCentre(shop: Shop, turn: Turn): Promise<void> {
  const { request, progress, now } = turn;
  const { words } = pageContext(request);
  const slug = fieldOf(request, "centre");
  if (slug) {
    const isCheck = hasTestSecret(request, shop.settings.testSecret);
    const refusal = await chooseCentre(shop.db, progress.basket, slug, isCheck);
    if (refusal) await showCentre(shop, turn, words.basket.problems.centre, true);
    else leadTo(turn, "checkoutCentre");
    return;
  }
  const slots = progress.contents.centre ? await freeSlots(shop.db, progress.contents.centre, now) : [];
  const slot = slots.find(({ at }) => at.toISOString() === fieldOf(request, "slot"));
  if (!slot) return showCentre(shop, turn, words.checkout.slotProblem, true);
  if (slot.free === 0) return showCentre(shop, turn, words.checkout.refusals.slotTaken, true);
  await keepAnswers(shop.db, progress.basket, { slotAt: slot.at.toISOString() }, now);
  leadTo(turn, "checkoutPayment");
}

/** Places the order and leads to its payment. What is refused is said where it can be put right. */
export async function takeOrder(shop: Shop, turn: Turn): Promise<void> {
  const { request, response, progress, now } = turn;
  if (!fieldOf(request, "terms")) {
    if (progress.next === "checkoutPayment") showPayment(turn, pageContext(request).words.checkout.termsProblem);
    else leadTo(turn, "checkout");
    return;
  }
  const placed = await placeOrder(shop.db, progress.basket.id, languageOf(request.path), now);
  // The basket's page itself says how many tyres are left.
  if ("refused" in placed) {
    leadTo(turn, PAGE_OF[placed.refused], placed.refused === "outOfStock" ? undefined : placed.refused);
    return;
  }
  const { payUrl } = await beginPayment(shop, placed.number, now);
  giveProof(response, shop.settings, placed.number);
  response.redirect(303, payUrl);
}
