import { and, eq } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { orders, workflowInstances } from "#storefront/db/schema/index.ts";

import type { ProcessState } from "./engine.ts";
import type { WorkflowVariables } from "./variables.ts";

/** An order as the workflow sees it, at its last saved wait. */
export interface Instance {
  readonly order: typeof orders.$inferSelect;
  /** Null before the first step. */
  readonly state: ProcessState | null;
  readonly version: number;
  readonly waitingStep: string | null;
  readonly waitingSince: Date;
  readonly timers: readonly { readonly step: string; readonly dueAt: Date }[];
  readonly variables: WorkflowVariables;
  readonly attempts: number;
  readonly isStuck: boolean;
  readonly cancelRequestedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What was read is no longer what is there: the owner or another worker changed it meanwhile. Read again. */
export class Overtaken extends Error {
  constructor(orderId: number) {
    super(`order ${orderId} was changed meanwhile`);
  }
}

export async function instanceOf(db: ShopDatabase, orderId: number): Promise<Instance | null> {
  const [row] = await db
    .select({ instance: workflowInstances, order: orders })
    .from(workflowInstances)
    .innerJoin(orders, eq(orders.id, workflowInstances.orderId))
    .where(eq(workflowInstances.orderId, orderId));
  if (!row) return null;
  const { instance, order } = row;
  return {
    order,
    state: instance.state as ProcessState | null,
    version: instance.version,
    waitingStep: instance.waitingStep,
    waitingSince: instance.waitingSince,
    timers: instance.timers.map(({ step, dueAt }) => ({ step, dueAt: new Date(dueAt) })),
    variables: instance.variables as WorkflowVariables,
    attempts: instance.attempts,
    isStuck: instance.incident !== null,
    cancelRequestedAt: instance.cancelRequestedAt,
    endedAt: instance.endedAt,
  };
}

/** Saves what changed over the version that was read. Throws Overtaken when that is not the one in the database. */
export async function saveInstance(
  tx: ShopDatabase,
  { order, version }: Pick<Instance, "order" | "version">,
  changed: Partial<Omit<typeof workflowInstances.$inferInsert, "orderId" | "version">>,
): Promise<void> {
  const [saved] = await tx
    .update(workflowInstances)
    .set({ ...changed, version: version + 1 })
    .where(and(eq(workflowInstances.orderId, order.id), eq(workflowInstances.version, version)));
  if (saved.affectedRows !== 1) throw new Overtaken(order.id);
}
