import type { Database } from "#db/client.server.ts";
import { groupSourceId } from "#db/metrics/groups.ts";
import { type Month, monthAt, monthStretch } from "#domain/availability/months.ts";

import { quotasOf } from "./contract.server.ts";
import { pastTraffic } from "./metered-month.server.ts";
import { bandwidth95 } from "./percentile.ts";
import { type Projection, projectionOf, scenariosOf } from "./projection.ts";
import { type QuotaStanding, quotaOf, quotaStanding } from "./quota.ts";
import { trafficOfGroups } from "./traffic.server.ts";
import { type BandwidthRule, emptyTraffic, knownShare, volumeBy, volumeOf } from "./traffic.ts";

/** The month of one of several projects, as far as it is over, out of the sums that are kept of it. */
export interface ProjectUse {
  readonly projectId: number;
  readonly month: Month;
  readonly rule: BandwidthRule;
  /** Bytes by the rule; null where nothing was measured. */
  readonly volume: number | null;
  /** Bits a second by the rule. */
  readonly p95: number | null;
  readonly quota: QuotaStanding | null;
  readonly projection: Projection | null;
}

/** The month of each of some projects, in its own time zone. For pages over many: machines are not read one by one. */
export async function projectUses(
  db: Database,
  projects: readonly { readonly id: number; readonly timeZone: string }[],
  now = Date.now(),
): Promise<ProjectUse[]> {
  const uses: ProjectUse[] = [];
  for (const { id, timeZone } of projects) {
    const month = monthAt(now, timeZone);
    const stretch = monthStretch(month, timeZone);
    const elapsed = { from: stretch.from, to: now };
    const [quotas, { bySource, stepMs }, past] = await Promise.all([
      quotasOf(db, id),
      trafficOfGroups([{ projectId: id }], elapsed),
      pastTraffic({ projectId: id }, now),
    ]);
    const quota = quotaOf(quotas, month);
    const rule = quota?.rule ?? "sum";
    const traffic = bySource.get(groupSourceId({ projectId: id })) ?? emptyTraffic(elapsed, stepMs);
    const soFar = volumeOf(traffic);
    const scenarios = scenariosOf(past, now, stretch.to, timeZone);
    const bytes = bandwidth95(traffic, rule);
    uses.push({
      ...{ projectId: id, month, rule },
      volume: knownShare(traffic, elapsed) === 0 ? null : volumeBy(rule, soFar),
      p95: bytes === null ? null : bytes * 8,
      quota: quota && quotaStanding(quota, traffic, soFar, scenarios),
      projection: projectionOf(soFar, scenarios, rule),
    });
  }
  return uses;
}
