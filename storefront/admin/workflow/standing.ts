import { count, isNull, sql } from "drizzle-orm";

import type { ShopDatabase } from "../../db/client.ts";
import { workflowInstances } from "../../db/schema/workflow.ts";
import { diagramSteps } from "../../workflow/step-names.ts";

/** How many orders stand at a step: they wait there, or it failed and they stand still. */
export interface Standing {
  readonly step: string;
  readonly name: string;
  readonly waiting: number;
  readonly stuck: number;
}

/**
 * The steps where orders wait, in the diagram's order, with those where one is stuck now. Orders of checks are counted:
 * they go the same way. A step that the diagram has no longer is last, under its id.
 */
export async function standings(db: ShopDatabase): Promise<Standing[]> {
  const { waitingStep, incident, endedAt } = workflowInstances;
  const stuckStep = sql<string | null>`json_value(${incident}, '$.step')`;
  const rows = await db
    .select({ waitingStep, stuckStep, orders: count() })
    .from(workflowInstances)
    .where(isNull(endedAt))
    .groupBy(waitingStep, stuckStep);
  const waiting = new Map<string, number>();
  const stuck = new Map<string, number>();
  for (const row of rows) {
    const [figures, step] = row.stuckStep === null ? [waiting, row.waitingStep ?? ""] : [stuck, row.stuckStep];
    figures.set(step, (figures.get(step) ?? 0) + row.orders);
  }
  const counted = [...waiting.keys(), ...stuck.keys()];
  const steps = diagramSteps();
  const strange = [...new Set(counted)].filter((id) => !steps.some((step) => step.id === id));
  return [...steps, ...strange.map((id) => ({ id, name: id, isWait: false }))]
    .filter(({ id, isWait }) => isWait || counted.includes(id))
    .map(({ id, name }) => ({ step: id, name, waiting: waiting.get(id) ?? 0, stuck: stuck.get(id) ?? 0 }));
}
