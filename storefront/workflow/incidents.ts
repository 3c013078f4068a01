import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { orders, workflowEvents, workflowInstances } from "#storefront/db/schema/index.ts";

import { instanceOf, Overtaken, saveInstance } from "./state.ts";
import { WorkflowVariables } from "./variables.ts";

export interface StuckOrder {
  readonly orderId: number;
  readonly number: string;
  /** Of the instance: a correction names the one it was made for. */
  readonly version: number;
  readonly step: string;
  readonly reason: string;
  readonly since: Date;
  readonly variables: WorkflowVariables;
}

/** Only what has not ended can stand still: an index knows those, and they are few. */
const STUCK = and(isNull(workflowInstances.endedAt), isNotNull(workflowInstances.incident));

/** Orders that stand still, the longest first. */
export async function stuckOrders(db: ShopDatabase, limit = 200): Promise<StuckOrder[]> {
  const rows = await db
    .select({ instance: workflowInstances, number: orders.number })
    .from(workflowInstances)
    .innerJoin(orders, eq(orders.id, workflowInstances.orderId))
    .where(STUCK)
    .orderBy(sql`json_value(${workflowInstances.incident}, '$.since')`)
    .limit(limit);
  return rows.flatMap(({ instance: { orderId, version, incident, variables }, number }) =>
    incident
      ? [
          {
            ...incident,
            orderId,
            number,
            version,
            since: new Date(incident.since),
            variables: variables as WorkflowVariables,
          },
        ]
      : [],
  );
}

export async function stuckCount(db: ShopDatabase): Promise<number> {
  return db.$count(workflowInstances, STUCK);
}

export type CorrectionRefusal = "notStuck" | "changedMeanwhile" | "invalid";

/** Replaces what partners are told and retries the order at once. Refused when the order was changed since `version`. */
export async function correctAndRetry(
  db: ShopDatabase,
  orderId: number,
  version: number,
  corrected: unknown,
  now = new Date(),
): Promise<{ retried: true } | { refused: CorrectionRefusal }> {
  const variables = WorkflowVariables.safeParse(corrected);
  if (!variables.success) return { refused: "invalid" };
  const instance = await instanceOf(db, orderId);
  if (!instance?.isStuck) return { refused: "notStuck" };

  const before = instance.variables;
  const changed = Object.entries(variables.data).filter(
    ([name, value]) => before[name as keyof WorkflowVariables] !== value,
  );
  const detail = changed
    .map(([name, value]) => `${name} : ${before[name as keyof WorkflowVariables]} → ${value}`)
    .join(" ; ");
  try {
    await db.transaction(async (tx) => {
      await saveInstance(tx, { order: instance.order, version }, { ...READY, variables: variables.data, dueAt: now });
      const told = { orderId, version: version + 1, at: now, actor: "owner" };
      if (detail) await tx.insert(workflowEvents).values({ ...told, kind: "correction", detail: detail.slice(0, 400) });
      await tx.insert(workflowEvents).values({ ...told, kind: "retry" });
    });
  } catch (error) {
    if (error instanceof Overtaken) return { refused: "changedMeanwhile" };
    throw error;
  }
  return { retried: true };
}

/** Lets the worker try these again as they are; those that are not stuck any more are left. Gives how many it was. */
export async function retryOrders(db: ShopDatabase, orderIds: readonly number[], now = new Date()): Promise<number> {
  if (orderIds.length === 0) return 0;
  return db.transaction(async (tx) => {
    const stuck = await tx
      .select({ orderId: workflowInstances.orderId, version: workflowInstances.version })
      .from(workflowInstances)
      .where(and(inArray(workflowInstances.orderId, [...orderIds]), isNotNull(workflowInstances.incident)))
      .for("update");
    for (const { orderId, version } of stuck) {
      await tx
        .update(workflowInstances)
        .set({ ...READY, version: version + 1, dueAt: now })
        .where(eq(workflowInstances.orderId, orderId));
      await tx.insert(workflowEvents).values({ orderId, version: version + 1, at: now, kind: "retry", actor: "owner" });
    }
    return stuck.length;
  });
}

const READY = { incident: null, attempts: 0 } as const;
