import type { Database } from "#db/client.server.ts";
import { type NewIntervention, planIntervention } from "#domain/interventions/commands.server.ts";
import { ALL_NOTICES, type Plan } from "#domain/interventions/intervention.ts";

import { actorOf } from "./journal.ts";
import type { World } from "./world.ts";

/** Work on web-1, planned by support and asked of the client's approver; each part may be another. */
export function plannedWork(
  world: World,
  window: { readonly from: Date; readonly to: Date },
  { plan, ...rest }: Partial<Omit<NewIntervention, "plan">> & { readonly plan?: Partial<Plan> } = {},
): NewIntervention {
  const named = { side: "client", userId: world.approver.id, contactId: null } as const;
  return {
    plan: {
      ...{ kind: "normal", title: "Correctifs de web-1", plan: "Retirer, corriger, remettre.", risk: "low" },
      ...{ rollbackPlan: "Revenir au noyau d’avant.", checklist: "Retirer web-1\nCorriger\nRemettre web-1" },
      ...{ consequence: "La boutique reste ouverte.", priceCents: null, currency: "EUR" },
      ...{ machineIds: [world.web1.id], serviceIds: [], ...window, ...plan },
    },
    ...{ templateId: null, notices: ALL_NOTICES },
    asking: { clientQuorum: 1, staffQuorum: 0, approvers: [named] },
    ...rest,
  };
}

/** The same, planned already; throws where it is refused. */
export async function planned(db: Database, world: World, work: NewIntervention, now: Date): Promise<number> {
  const found = await planIntervention(db, world.project.id, actorOf(world.support), work, now);
  if ("refused" in found) throw new Error(found.refused);
  return found.id;
}
