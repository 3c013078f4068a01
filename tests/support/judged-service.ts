import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";
import type { Stretch } from "#domain/availability/ledger.ts";

interface Judged {
  readonly outage: Stretch;
  /** When the check said its first word; a day before the outage where it is not told. */
  readonly watchedFrom?: number;
  /** Its last run. */
  readonly checkedAt?: number;
}

/** « Parcours d’achat » of a project, promised at 99.8 %, judged by one check that was down for an outage. */
export async function judgedService(
  db: Database,
  projectId: number,
  { outage, watchedFrom = outage.from - 86_400_000, checkedAt = Date.now() }: Judged,
) {
  const createdAt = new Date(0);
  const [service] = await db
    .insert(services)
    .values({ projectId, slug: "purchase", name: "Parcours d’achat", promisedRatio: 0.998, createdAt })
    .$returningId();
  const [check] = await db
    .insert(checks)
    .values({
      ...{ projectId, name: "Achat", kind: "journey" as const, target: {}, intervalSeconds: 30, timeoutMs: 30_000 },
      ...{ decides: true, enabled: true, createdAt },
    })
    .$returningId();
  const [run] = check
    ? await db
        .insert(checkRuns)
        .values([
          {
            ...{ checkId: check.id, at: outage.from, durationMs: 30_000, outcome: "failed" as const },
            ...{ reason: "timeout", timings: {}, evidence: { screenshot: `${outage.from}.png` } },
          },
        ])
        .$returningId()
    : [];
  if (!service || !check || !run) throw new Error("Nothing was inserted");
  await db.insert(serviceParts).values({ serviceId: service.id, checkId: check.id });
  await db.insert(checkStates).values([
    { checkId: check.id, at: watchedFrom, state: "up" },
    { checkId: check.id, at: outage.from, state: "down", reason: "timeout", runId: run.id },
    { checkId: check.id, at: outage.to, state: "up" },
  ]);
  const last = { checkId: check.id, at: checkedAt, durationMs: 900, outcome: "ok" as const, timings: {}, evidence: {} };
  await db.insert(checkRuns).values(last);
  return { serviceId: service.id, checkId: check.id, runId: run.id };
}
