import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { z } from "zod";

import type { ShopDatabase } from "../db/client.ts";
import { testPayments } from "../db/schema/test-payments.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Language } from "../paths.ts";
import type { PaymentNews, PaymentProvider, PaymentRequest } from "./provider.ts";
import { isSignedBy, signatureOf } from "./signature.ts";
import { advanced, type Outcome } from "./test-machine.ts";

export type TestPayment = typeof testPayments.$inferSelect;

/** How a callback reaches the shop; throws where it did not. */
export type Deliver = (body: string, signature: string) => Promise<void>;

const News = z.object({
  reference: z.string().max(64),
  verdict: z.enum(["succeeded", "refused", "abandoned"]),
  amountCents: z.int().min(0),
});

/** The payment company that is built in: it keeps books of its own, moves no money, and calls back as real ones do. */
export class TestProvider implements PaymentProvider {
  constructor(
    private readonly db: ShopDatabase,
    private readonly secret: string,
    private readonly addressOf: (reference: string, language: Language) => string,
  ) {}

  async open(
    { reference, amountCents, orderNumber, language }: PaymentRequest,
    now = new Date(),
  ): Promise<{ payUrl: string }> {
    await this.db.insert(testPayments).ignore().values({ reference, amountCents, orderNumber, updatedAt: now });
    return { payUrl: this.addressOf(reference, language) };
  }

  read(body: string, signature: string | undefined): PaymentNews | null {
    if (!isSignedBy(this.secret, body, signature)) return null;
    try {
      return News.parse(JSON.parse(body));
    } catch {
      return null;
    }
  }

  async refund(reference: string, now = new Date()): Promise<void> {
    await this.db
      .update(testPayments)
      .set({ state: "refunded", tellAt: null, updatedAt: now })
      .where(and(eq(testPayments.reference, reference), eq(testPayments.state, "succeeded")));
  }

  async payment(reference: string): Promise<TestPayment | undefined> {
    const [payment] = await this.db.select().from(testPayments).where(eq(testPayments.reference, reference));
    return payment;
  }

  /** What the shopper chose on the provider's page. */
  async choose(reference: string, outcome: Outcome, now = new Date()): Promise<TestPayment | undefined> {
    return inTransaction(this.db, async (tx) => {
      const [payment] = await tx.select().from(testPayments).where(eq(testPayments.reference, reference)).for("update");
      if (!payment) return undefined;
      const { state, tellAfterMs } = advanced(payment.state, outcome);
      const next = {
        state,
        tellAt: tellAfterMs === null ? null : new Date(now.getTime() + tellAfterMs),
        updatedAt: now,
      };
      await tx.update(testPayments).set(next).where(eq(testPayments.reference, reference));
      return { ...payment, ...next };
    });
  }

  /** Tells the shop what is due to be told, again until it arrives; gives how many calls arrived. */
  async tellDue(deliver: Deliver, now = new Date()): Promise<number> {
    const due = await this.db
      .select()
      .from(testPayments)
      .where(and(isNotNull(testPayments.tellAt), lte(testPayments.tellAt, now)))
      .orderBy(asc(testPayments.tellAt))
      .limit(50);
    for (const { reference, state, amountCents } of due) {
      const body = JSON.stringify({ reference, verdict: state, amountCents });
      await deliver(body, signatureOf(body, this.secret));
      await this.db
        .update(testPayments)
        .set({ tellAt: null })
        .where(and(eq(testPayments.reference, reference), eq(testPayments.state, state)));
    }
    return due.length;
  }
}
