import type { Database } from "../client.server.ts";
import { meterPrices, transferQuotas } from "../schema/consumption.ts";
import { DEMO_PEOPLE } from "./people.ts";

interface Places {
  readonly popgomId: number;
  readonly vitrineId: number;
}

type Priced = Pick<typeof meterPrices.$inferInsert, "meter" | "effectiveOn" | "price"> &
  Partial<Pick<typeof meterPrices.$inferInsert, "label" | "included" | "rule">>;

const SIGNED_ON = "2025-09-01";

/** What POPGOM's contract charges: renewed on 15 October, in the middle of a month. */
const POPGOM: readonly Priced[] = [
  { meter: "fixed", label: "Infogérance, astreinte 24 h sur 24", effectiveOn: SIGNED_ON, price: 1_850 },
  { meter: "fixed", label: "Infogérance, astreinte 24 h sur 24", effectiveOn: "2026-10-15", price: 1_920 },
  { meter: "vcpu_hours", effectiveOn: SIGNED_ON, price: 0.021 },
  { meter: "memory_hours", effectiveOn: SIGNED_ON, price: 0.0065 },
  { meter: "disk_hours", effectiveOn: SIGNED_ON, price: 0.000_12 },
  { meter: "traffic", effectiveOn: SIGNED_ON, included: 9_000, price: 0.02, rule: "out" },
  { meter: "traffic", effectiveOn: "2026-10-15", included: 10_000, price: 0.018, rule: "out" },
  { meter: "backup_storage", effectiveOn: SIGNED_ON, included: 100, price: 0.08 },
];
const VITRINE: readonly Priced[] = [
  { meter: "fixed", label: "Infogérance, jours ouvrés", effectiveOn: SIGNED_ON, price: 290 },
];

/** Prices and quotas of the demo's two clients. */
export async function insertConsumption(db: Database, { popgomId, vitrineId }: Places, now: Date): Promise<void> {
  const by = { createdAt: now, createdBy: DEMO_PEOPLE.pm.id };
  await db
    .insert(meterPrices)
    .values([
      ...POPGOM.map((price) => ({ ...price, ...by, projectId: popgomId })),
      ...VITRINE.map((price) => ({ ...price, ...by, projectId: vitrineId })),
    ]);
  await db.insert(transferQuotas).values([
    { ...by, projectId: popgomId, effectiveOn: SIGNED_ON, gigabytes: 20_500, rule: "out", megabitsPerSecond: 200 },
    { ...by, projectId: vitrineId, effectiveOn: SIGNED_ON, gigabytes: 2_000, rule: "sum", megabitsPerSecond: null },
  ]);
}
