import { and, isNull, lte } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { workflowEvents, workflowInstances } from "#storefront/db/schema/index.ts";

import { StepFailed } from "./effects.ts";
import { LeaseLost } from "./lease.ts";
import { PartnerRefusal } from "./partners.ts";
import { type Instance, instanceOf, Overtaken, saveInstance } from "./state.ts";
import { moveOn, type Workshop } from "./transition.ts";

/** Orders looked at in one turn. */
const BATCH = 50;

/** A step that fails for a passing reason is tried again after these, in milliseconds; then it is an incident. */
const RETRY_AFTER_MS = [2_000, 10_000, 60_000];

/** Looks at every order that is due, once, and gives how many went on. None while another worker has the lease. */
export async function workOnce(workshop: Workshop, now = new Date()): Promise<number> {
  let moved = 0;
  for (const orderId of await dueOrders(workshop.db, now)) {
    // Renewed for each order: a turn may take longer than a lease.
    if (!(await workshop.lease.take())) return moved;
    if (await lookAt(workshop, orderId, now)) moved += 1;
  }
  return moved;
}

export interface WorkflowWorker {
  /** Ends after the order that is under way, and gives the lease back. */
  stop(): Promise<void>;
}

/** Works every `intervalMs`. A turn that fails as a whole (the database is away) is logged, and the next one comes. */
export function startWorker(workshop: Workshop, intervalMs = 1_000): WorkflowWorker {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const done = (async () => {
    while (!isStopping) {
      const moved = await workOnce(workshop).catch((error) => {
        console.error("workflow:", error instanceof Error ? error.message : error);
        return 0;
      });
      if (moved > 0 || isStopping) continue;
      await new Promise<void>((settle) => {
        wake = settle;
        setTimeout(settle, intervalMs);
      });
    }
    await workshop.lease.release().catch(() => undefined);
  })();
  return {
    stop() {
      isStopping = true;
      wake();
      return done;
    },
  };
}

async function dueOrders(db: ShopDatabase, now: Date): Promise<number[]> {
  const rows = await db
    .select({ orderId: workflowInstances.orderId })
    .from(workflowInstances)
    .where(and(lte(workflowInstances.dueAt, now), isNull(workflowInstances.endedAt)))
    .orderBy(workflowInstances.dueAt)
    .limit(BATCH);
  return rows.map(({ orderId }) => orderId);
}

async function lookAt(workshop: Workshop, orderId: number, now: Date): Promise<boolean> {
  const instance = await instanceOf(workshop.db, orderId);
  if (!instance || instance.isStuck || instance.endedAt) return false;
  try {
    return await moveOn(workshop, instance, now);
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof Overtaken) return false;
    await recordFailure(workshop, instance, error, now).catch((later) => {
      if (!(later instanceof LeaseLost || later instanceof Overtaken)) throw later;
    });
    return false;
  }
}

/** A refusal, or the last of several failures, becomes an incident: the order stands still until somebody retries it. */
async function recordFailure(workshop: Workshop, instance: Instance, error: unknown, now: Date): Promise<void> {
  const step = error instanceof StepFailed ? error.step : (instance.waitingStep ?? "?");
  const cause = error instanceof StepFailed ? error.reason : error;
  const reason = (cause instanceof Error ? cause.message : String(cause)).slice(0, 400);
  const wait = cause instanceof PartnerRefusal ? undefined : RETRY_AFTER_MS[instance.attempts];
  await workshop.db.transaction(async (tx) => {
    await workshop.lease.assertHeld(tx);
    await saveInstance(tx, instance, {
      attempts: instance.attempts + 1,
      dueAt: wait === undefined ? null : new Date(now.getTime() + wait),
      incident: wait === undefined ? { step, reason, since: now.toISOString() } : null,
    });
    await tx.insert(workflowEvents).values({
      orderId: instance.order.id,
      version: instance.version + 1,
      at: now,
      kind: wait === undefined ? "incident" : "failure",
      step,
      detail: reason,
      actor: workshop.name,
    });
  });
}
