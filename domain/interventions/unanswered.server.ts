import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionAnswers, interventionApprovers, interventions } from "#db/schema/interventions.ts";

export interface UnansweredPlan {
  readonly id: number;
  readonly projectId: number;
  readonly title: string;
  readonly from: Date;
  readonly submittedAt: Date | null;
  /** Who was asked and is silent, by name. */
  readonly names: readonly string[];
}

/** The plans of these projects that wait for the client's people, with those who are silent; the nearest window first. */
export async function unansweredPlans(db: Database, projectIds: readonly number[]): Promise<UnansweredPlan[]> {
  if (projectIds.length === 0) return [];
  const delegated = sql`exists (select 1 from ${interventionApprovers} other
    where other.delegated_by_id = ${interventionApprovers.id} and other.removed_at is null)`;
  const { id, projectId, title, from, submittedAt } = interventions;
  const rows = await db
    .select({ id, projectId, title, from, submittedAt, name: interventionApprovers.name })
    .from(interventions)
    .innerJoin(interventionApprovers, eq(interventionApprovers.interventionId, id))
    .leftJoin(
      interventionAnswers,
      and(
        eq(interventionAnswers.approverId, interventionApprovers.id),
        eq(interventionAnswers.planHash, interventions.submittedHash),
      ),
    )
    .where(
      and(
        inArray(projectId, [...projectIds]),
        eq(interventions.state, "awaiting_agreement"),
        eq(interventionApprovers.side, "client"),
        isNull(interventionApprovers.removedAt),
        isNull(interventionAnswers.approverId),
        sql`not ${delegated}`,
      ),
    )
    .orderBy(asc(from), asc(id), asc(interventionApprovers.name));
  const plans = new Map<number, UnansweredPlan & { names: string[] }>();
  for (const { name, ...plan } of rows) {
    const known = plans.get(plan.id);
    if (known) known.names.push(name);
    else plans.set(plan.id, { ...plan, names: [name] });
  }
  return [...plans.values()];
}
