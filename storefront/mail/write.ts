import { asc, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { centres } from "../db/schema/centres.ts";
import { orderLines, type orders } from "../db/schema/orders.ts";
import { outbox } from "../db/schema/outbox.ts";
import { priceText } from "../words/figures.ts";
import { appointmentText } from "../words/instants.ts";
import { wordsOf } from "../words/words.ts";

type Order = typeof orders.$inferSelect;

/** Puts the confirmation of a paid order in the outbox, in the transaction that pays it. Checks' orders write to nobody. */
export async function writeConfirmation(tx: ShopDatabase, order: Order, now: Date): Promise<void> {
  if (order.isTest) return;
  const { language, number, name } = order;
  const lines = await tx
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id))
    .orderBy(asc(orderLines.position));
  const [centre] = await tx
    .select()
    .from(centres)
    .where(eq(centres.id, order.centreId ?? 0));
  const words = wordsOf(language).mail;
  const text = words.confirmation({
    name,
    number,
    lines: lines.map(({ quantity, title, netCents, vatCents }) =>
      words.line(`${quantity} × ${title}`, priceText(netCents + vatCents, language)),
    ),
    total: priceText(order.totalCents, language),
    centre: centre ? `${centre.name}, ${centre.address}, ${centre.postcode} ${centre.town}` : "",
    appointment: order.slotAt ? appointmentText(order.slotAt, language) : "",
  });
  await put(tx, order, words.confirmationSubject(number), text, now);
}

/** Says that money which cannot be kept is given back. */
export async function writeRefund(tx: ShopDatabase, order: Order, amountCents: number, now: Date): Promise<void> {
  if (order.isTest) return;
  const words = wordsOf(order.language).mail;
  const text = words.refund(order.name, order.number, priceText(amountCents, order.language));
  await put(tx, order, words.refundSubject(order.number), text, now);
}

async function put(tx: ShopDatabase, order: Order, subject: string, text: string, now: Date): Promise<void> {
  await tx.insert(outbox).values({ orderId: order.id, recipient: order.email, subject, text, createdAt: now });
}
