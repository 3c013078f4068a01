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

/** How a callback reaches the shop; throws where it found nobody or is to be made again. */
export type Deliver = (body: string, signature: string) => Promise<void>;

/** A callback that did not arrive is made again after this. */
const TELL_AGAIN_MS = 10_000;

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

  /**
   * Tells the shop what is due to be told, of one payment or of all; gives how many calls arrived. What did not arrive is
   * told again later. Several processes may do this at once: the shop hears some things twice.
   */
  async tellDue(deliver: Deliver, now = new Date(), reference?: string): Promise<number> {
    const due = await this.db
      .select()
      .from(testPayments)
      .where(
        and(
          isNotNull(testPayments.tellAt),
          lte(testPayments.tellAt, now),
          reference === undefined ? undefined : eq(testPayments.reference, reference),
        ),
      )
      .orderBy(asc(testPayments.tellAt))
      .limit(50);
    let told = 0;
    for (const payment of due) {
      const hasArrived = await this.tell(payment, deliver);
      const tellAt = hasArrived ? null : new Date(now.getTime() + TELL_AGAIN_MS);
      await this.db
        .update(testPayments)
        .set({ tellAt })
        .where(and(eq(testPayments.reference, payment.reference), eq(testPayments.state, payment.state)));
      if (hasArrived) told += 1;
    }
    return told;
  }

  private async tell({ reference, state, amountCents }: TestPayment, deliver: Deliver): Promise<boolean> {
    const body = JSON.stringify({ reference, verdict: state, amountCents });
    try {
      await deliver(body, signatureOf(body, this.secret));
      return true;
    } catch (error) {
      console.error(`payment: the shop did not hear of ${reference}:`, error instanceof Error ? error.message : error);
      return false;
    }
  }
}
