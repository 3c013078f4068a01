import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { partnerCommands } from "#storefront/db/schema/index.ts";

import type { Pace } from "./pace.ts";
import { type Command, PartnerRefusal, type Partners, type Question, type Reply } from "./partners.ts";

const HOUR_MS = 3_600_000;

/** How long each partner takes, in hours of the diagram: at least, and at most. */
const TAKES_HOURS: Readonly<Record<string, readonly [number, number]>> = {
  supplier_answer: [0.5, 6],
  shipment: [4, 30],
  delivery: [20, 60],
  appointment_answer: [0.5, 8],
  visit: [12, 40],
};

/** A delivery that is late takes this instead: more than the three days of the diagram's timer. */
const LATE_HOURS = [76, 120] as const;

export interface Mishaps {
  /** Shares from 0 to 1 of the orders that meet each. */
  readonly supplierRefuses: number;
  readonly deliveryLate: number;
  readonly noShow: number;
}

const USUAL: Mishaps = { supplierRefuses: 0.02, deliveryLate: 0.06, noShow: 0.03 };

/**
 * Supplier, carrier and centre of the demo: when and what they answer follows from the seed and the order's number, so
 * that a restart changes nothing. What they were told they keep in a book of their own, outside our transactions, as
 * other companies do.
 */
export class SimulatedPartners implements Partners {
  constructor(
    private readonly db: ShopDatabase,
    private readonly pace: Pace,
    private readonly seed = "popgom",
    private readonly mishaps: Mishaps = USUAL,
  ) {}

  async send({ key, kind, orderNumber, variables }: Command, now: Date): Promise<void> {
    if (kind === "order_tyres" && !/^[a-z0-9-]+( [a-z0-9-]+)*$/.test(variables.reference)) {
      throw new PartnerRefusal(`Le fournisseur ne connaît pas la référence « ${variables.reference} ».`);
    }
    if (kind === "order_tyres" && !/^\d{5}$/.test(variables.deliveryPostcode)) {
      throw new PartnerRefusal(`Le fournisseur ne livre pas au code postal « ${variables.deliveryPostcode} ».`);
    }
    await this.db
      .insert(partnerCommands)
      .values({ key, kind, orderNumber, body: variables, at: now })
      .onDuplicateKeyUpdate({ set: { key: sql`${partnerCommands.key}` } });
  }

  async ask({ step, orderNumber, since }: Question, now: Date): Promise<Reply> {
    const at = this.pace.after(since, this.hours(step, orderNumber) * HOUR_MS);
    if (at > now) return { askAgainAt: at };
    return { at, answer: this.answer(step, orderNumber) };
  }

  private hours(step: string, orderNumber: string): number {
    const isLate = step === "delivery" && this.draw("late", orderNumber) < this.mishaps.deliveryLate;
    const [least, most] = isLate ? LATE_HOURS : (TAKES_HOURS[step] ?? [1, 1]);
    return least + (most - least) * this.draw(step, orderNumber);
  }

  private answer(step: string, orderNumber: string): Record<string, unknown> {
    if (step === "supplier_answer")
      return { refused: this.draw("refuses", orderNumber) < this.mishaps.supplierRefuses };
    if (step === "visit") return { noShow: this.draw("no-show", orderNumber) < this.mishaps.noShow };
    return {};
  }

  /** From 0 to 1, the same for the same seed, order and purpose. */
  private draw(purpose: string, orderNumber: string): number {
    const digest = createHash("sha256").update(`${this.seed} ${purpose} ${orderNumber}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  }
}
