import type { ShopDatabase } from "#storefront/db/client.ts";
import { workflowEvents } from "#storefront/db/schema/index.ts";

import { tellOutside, writeEffects } from "./effects.ts";
import { advance, begin, type Position, type ProcessEvent } from "./engine.ts";
import type { Lease } from "./lease.ts";
import type { Pace } from "./pace.ts";
import type { Partners } from "./partners.ts";
import { type Instance, saveInstance } from "./state.ts";

export interface Workshop {
  readonly db: ShopDatabase;
  readonly lease: Lease;
  readonly partners: Partners;
  readonly pace: Pace;
  /** Written into the history. */
  readonly name: string;
}

/**
 * Takes an order one wait further when something has happened to it, and says whether it did. Nothing is saved unless all
 * of it is: a worker that is killed anywhere in here leaves the order where it was. Throws StepFailed, LeaseLost, Overtaken.
 */
export async function moveOn(workshop: Workshop, instance: Instance, now: Date): Promise<boolean> {
  const seen = instance.state === null ? "start" : await nextEvent(workshop.partners, instance, now);
  if (seen instanceof Date || seen === null) {
    await lookAgain(workshop, instance, seen);
    return false;
  }
  const position = await positionAfter(instance, seen);
  await tellOutside(workshop.partners, instance, position.passed, now);
  await workshop.db.transaction(async (tx) => {
    await workshop.lease.assertHeld(tx);
    await save(tx, workshop, instance, seen, position, now);
    await writeEffects(tx, instance, position.passed, now);
    await record(tx, workshop, instance, seen, position, now);
  });
  return true;
}

/** What happened first since the order began to wait; otherwise when to look again, or null when nothing is to come. */
async function nextEvent(partners: Partners, instance: Instance, now: Date): Promise<ProcessEvent | Date | null> {
  const { waitingStep, timers, order, waitingSince } = instance;
  if (instance.cancelRequestedAt) return { kind: "cancellation" };

  const [timer] = timers.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const isTimer = timers.some(({ step }) => step === waitingStep);
  const reply =
    waitingStep && !isTimer
      ? await partners.ask({ step: waitingStep, orderNumber: order.number, since: waitingSince }, now)
      : null;
  const answeredAt = reply && "answer" in reply ? reply.at : null;
  if (timer && timer.dueAt <= now && (!answeredAt || timer.dueAt < answeredAt))
    return { kind: "timer", step: timer.step };
  if (waitingStep && reply && "answer" in reply) return { kind: "answer", step: waitingStep, answer: reply.answer };
  return earliest([timer?.dueAt, reply && "askAgainAt" in reply ? reply.askAgainAt : undefined]);
}

async function positionAfter({ state, order }: Instance, event: ProcessEvent | "start"): Promise<Position> {
  if (event === "start" || state === null) return begin();
  const position = await advance(state, event);
  if (!position) throw new Error(`order ${order.number} does not wait for ${JSON.stringify(event)}`);
  return position;
}

async function lookAgain({ db, lease }: Workshop, instance: Instance, dueAt: Date | null): Promise<void> {
  await db.transaction(async (tx) => {
    await lease.assertHeld(tx);
    await saveInstance(tx, instance, { dueAt });
  });
}

async function save(
  tx: ShopDatabase,
  { pace }: Workshop,
  instance: Instance,
  event: ProcessEvent | "start",
  position: Position,
  now: Date,
): Promise<void> {
  const kept = instance.timers.filter(({ step }) => position.runningTimers.includes(step));
  const begun = position.startedTimers.map(({ step, milliseconds }) => ({
    step,
    dueAt: pace.after(now, milliseconds),
  }));
  const isSameWait = position.waitingStep === instance.waitingStep;
  await saveInstance(tx, instance, {
    state: position.state,
    waitingStep: position.end ?? position.waitingStep,
    // The partner counts from when the wait began; a late delivery's notice is no new wait.
    waitingSince: isSameWait ? instance.waitingSince : now,
    timers: [...kept, ...begun].map(({ step, dueAt }) => ({ step, dueAt: dueAt.toISOString() })),
    dueAt: position.end ? null : now,
    attempts: 0,
    // Asked for before the first step, it waits for the first place where the diagram can hear it.
    cancelRequestedAt: event === "start" ? instance.cancelRequestedAt : null,
    endedAt: position.end ? now : null,
  });
}

async function record(
  tx: ShopDatabase,
  { name }: Workshop,
  instance: Instance,
  event: ProcessEvent | "start",
  { passed, end }: Position,
  now: Date,
): Promise<void> {
  const told = { orderId: instance.order.id, version: instance.version + 1, at: now, actor: name };
  const cause =
    event === "start" ? [] : [{ kind: event.kind, step: event.kind === "cancellation" ? null : event.step }];
  const steps = passed.map((step) => ({ kind: "step" as const, step }));
  const ends = end ? [{ kind: "end" as const, step: end }] : [];
  await tx.insert(workflowEvents).values([...cause, ...steps, ...ends].map((one) => ({ ...told, ...one })));
}

function earliest(instants: readonly (Date | undefined)[]): Date | null {
  const known = instants.filter((instant) => instant !== undefined).map((instant) => instant.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
