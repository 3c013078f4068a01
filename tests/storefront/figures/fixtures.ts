import type { ShopDatabase } from "#storefront/db/client.ts";
import { orders, payments, workflowInstances } from "#storefront/db/schema/index.ts";

export const PLACED_AT = new Date("2026-11-22T10:00:00Z");

export interface PlannedOrder {
  readonly netCents?: number;
  readonly isTest?: boolean;
  readonly payment?: "pending" | "paid" | "refused";
  readonly waitingStep?: string;
  readonly isStuck?: boolean;
  /** Whether `waitingStep` is the end of its way. */
  readonly isOver?: boolean;
}

let made = 0;

/** Writes an order as it stands after its payment and at its step. */
export async function writeOrder(db: ShopDatabase, planned: PlannedOrder = {}): Promise<void> {
  const { netCents = 10_000, isTest = false, payment = "paid", waitingStep, isStuck = false, isOver } = planned;
  made += 1;
  const vatCents = netCents / 5;
  const [order] = await db
    .insert(orders)
    .values({
      number: `PG-TEST-${made}`,
      email: "ada@example.com",
      name: "Ada",
      address: "1 rue de la Jante",
      postcode: "44000",
      town: "Nantes",
      language: "fr",
      country: "FR",
      netCents,
      vatCents,
      totalCents: netCents + vatCents,
      isTest,
      placedAt: PLACED_AT,
      paidAt: payment === "paid" ? PLACED_AT : null,
    })
    .$returningId();
  if (!order) throw new Error("no order was made");
  await db.insert(payments).values({
    orderId: order.id,
    providerRef: `ref-${made}`,
    state: payment,
    amountCents: netCents + vatCents,
    createdAt: PLACED_AT,
    updatedAt: PLACED_AT,
  });
  if (waitingStep === undefined) return;
  const incident = { step: waitingStep, reason: "the supplier does not answer", since: PLACED_AT.toISOString() };
  await db.insert(workflowInstances).values({
    orderId: order.id,
    state: {},
    waitingSince: new Date(0),
    timers: [],
    variables: {},
    waitingStep,
    incident: isStuck ? incident : null,
    endedAt: isOver ? PLACED_AT : null,
  });
}
