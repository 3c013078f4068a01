import type { Database } from "#db/client.server.ts";
import type { Month } from "#domain/availability/months.ts";

import { pricesOf } from "./contract.server.ts";
import { databaseMean } from "./databases.server.ts";
import { resourceHours } from "./held.server.ts";
import { type MeteredMonth, machinesIn, meteredMonth, scenariosIn, trafficIn } from "./metered-month.server.ts";
import { bandwidth95 } from "./percentile.ts";
import type { PriceRow } from "./prices.ts";
import { projectionOf, type Scenario } from "./projection.ts";
import { BYTES_A_GIGABYTE } from "./quota.ts";
import { heldMean, sumOfKnown } from "./sizes.ts";
import { type Measured, type MonthStatement, monthStatementOf } from "./statement.ts";
import { knownShare, type Traffic, volumeBy, volumeOf } from "./traffic.ts";

const BITS_A_MEGABIT = 1_000_000;

/** What the contract charges for a month. For readers with the right "price.read" only. Undefined for no project. */
export async function monthStatement(
  db: Database,
  projectId: number,
  month: Month,
  now = Date.now(),
): Promise<MonthStatement | undefined> {
  const metered = await meteredMonth(db, projectId, month, now);
  return metered && statementOf(db, metered);
}

/** As `monthStatement`, of what was read already. */
export async function statementOf(db: Database, metered: MeteredMonth): Promise<MonthStatement> {
  const { month, stretch, elapsed, project } = metered;
  const prices = await pricesOf(db, project.id);
  const scopes = new Map<number | null, { traffic: Traffic; scenarios: Scenario[] }>();
  for (const { applicationId } of prices) {
    if (scopes.has(applicationId)) continue;
    const scenarios = await scenariosIn(metered, applicationId);
    scopes.set(applicationId, { traffic: trafficIn(metered, applicationId), scenarios });
  }
  return monthStatementOf({ month, isOver: stretch.to <= elapsed.to, prices }, (row) => {
    const scope = scopes.get(row.applicationId);
    return scope ? measuredBy(metered, row, scope) : NOTHING;
  });
}

const NOTHING: Measured = { now: null, low: null, likely: null, high: null };

function measuredBy(
  metered: MeteredMonth,
  { meter, rule, applicationId }: PriceRow,
  { traffic, scenarios }: { readonly traffic: Traffic; readonly scenarios: readonly Scenario[] },
): Measured {
  const { stretch, elapsed, read, backups } = metered;
  const machines = machinesIn(metered, applicationId);
  /** The same sum to date and to the end, when what stands now goes on standing. */
  const both = (of: (until: typeof stretch) => number | null): Measured => {
    const end = of(stretch);
    return { now: of(elapsed), low: end, likely: end, high: end };
  };
  const hours = (of: "vcpu" | "memory" | "disk") =>
    both((until) => sumOfKnown(machines.map((machine) => resourceHours(machine, read, until)[of])));
  switch (meter) {
    case "bandwidth_p95": {
      const bytes = bandwidth95(traffic, rule);
      return alike(bytes === null ? null : (bytes * 8) / BITS_A_MEGABIT);
    }
    case "traffic": {
      if (knownShare(traffic, elapsed) === 0) return NOTHING;
      const soFar = volumeOf(traffic);
      const bytes = projectionOf(soFar, scenarios, rule);
      const now = volumeBy(rule, soFar) / BYTES_A_GIGABYTE;
      if (!bytes) return alike(now);
      const [low, likely, high] = [bytes.low, bytes.likely, bytes.high].map((value) => value / BYTES_A_GIGABYTE);
      return { now, low: low ?? now, likely: likely ?? now, high: high ?? now };
    }
    case "vcpu_hours":
      return hours("vcpu");
    case "memory_hours":
      return hours("memory");
    case "disk_hours":
      return hours("disk");
    case "database_storage":
      return both((until) => inGigabytes(databaseMean(machines, read, until)));
    case "backup_storage": {
      const own = backups.filter((job) => applicationId === null || job.applicationId === applicationId);
      return both((until) => inGigabytes(sumOfKnown(own.map(({ held }) => heldMean(held, until)))));
    }
    case "fixed":
      return alike(1);
  }
}

function alike(value: number | null): Measured {
  return { now: value, low: value, likely: value, high: value };
}

function inGigabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / BYTES_A_GIGABYTE;
}
