import type { Database } from "#db/client.server.ts";
import { type GroupScope, groupSourceId } from "#db/metrics/groups.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import { type Month, monthAfter, monthStretch } from "#domain/availability/months.ts";

import { backupVolumes } from "./backup-volumes.server.ts";
import { quotasOf } from "./contract.server.ts";
import { type HourlySeries, hourlySeries } from "./held.server.ts";
import { MOST_MEMBERS_READ } from "./members.server.ts";
import { type MeteredMachine, meteredMachines, meteredProject } from "./metered.server.ts";
import type { BackupUse } from "./month.ts";
import { type Scenario, scenariosOf, WEEKS_BACK } from "./projection.ts";
import { type QuotaRow, quotaOf } from "./quota.ts";
import { type MeasuredTraffic, trafficOfGroups, trafficOfSources } from "./traffic.server.ts";
import { type BandwidthRule, emptyTraffic, type Traffic, together } from "./traffic.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MONTHS_SHOWN = 12;

/** Everything that the figures of a project's month are made of, read once. */
export interface MeteredMonth {
  readonly month: Month;
  readonly project: NonNullable<Awaited<ReturnType<typeof meteredProject>>>;
  readonly stretch: Stretch;
  /** The part of it that is over. */
  readonly elapsed: Stretch;
  readonly now: number;
  readonly machines: readonly MeteredMachine[];
  readonly traffic: MeasuredTraffic;
  readonly read: HourlySeries;
  readonly quotas: readonly QuotaRow[];
  readonly backups: readonly BackupUse[];
  /** Hourly sums of the project, of twelve months and the weeks before now. */
  readonly past: Traffic;
}

/** Reads a month of a project as far as it is over. Undefined for no project. */
export async function meteredMonth(
  db: Database,
  projectId: number,
  month: Month,
  now = Date.now(),
): Promise<MeteredMonth | undefined> {
  const project = await meteredProject(db, projectId);
  if (!project) return undefined;
  const stretch = monthStretch(month, project.timeZone);
  const elapsed = { from: stretch.from, to: Math.max(stretch.from, Math.min(stretch.to, now)) };
  const machines = await meteredMachines(db, projectId, {
    from: stretch.from,
    to: Math.max(elapsed.to, stretch.from + 1),
  });
  const sourceIds = machines.flatMap(({ sourceId }) => sourceId ?? []);
  const [traffic, read, quotas, backups, past] = await Promise.all([
    trafficOf(project.id, project.applications, sourceIds, elapsed),
    hourlySeries(sourceIds, elapsed),
    quotasOf(db, projectId),
    backupVolumes(db, projectId, elapsed),
    pastOf(projectId, month, project.timeZone, elapsed.to),
  ]);
  return { ...{ month, project, stretch, elapsed, now, machines, traffic, read, quotas, backups, past } };
}

/** The contract's rule for volumes; where nothing is agreed, both directions. */
export function ruleOf({ quotas, month }: Pick<MeteredMonth, "quotas" | "month">): BandwidthRule {
  return quotaOf(quotas, month)?.rule ?? "sum";
}

/** The machines of an application; of the whole project for null. */
export function machinesIn({ machines }: MeteredMonth, applicationId: number | null): readonly MeteredMachine[] {
  return applicationId === null ? machines : machines.filter((machine) => machine.applicationId === applicationId);
}

/** The sum of the machines of the project, or of one application, step by step; of many, what is kept of their group. */
export function trafficIn(metered: MeteredMonth, applicationId: number | null): Traffic {
  const { elapsed, project } = metered;
  const { bySource, stepMs } = metered.traffic;
  const scope = applicationId === null ? { projectId: project.id } : { applicationId };
  const kept = bySource.get(groupSourceId(scope));
  if (kept) return kept;
  const parts = machinesIn(metered, applicationId).flatMap(({ sourceId }) => bySource.get(sourceId ?? 0) ?? []);
  return together(parts, elapsed, stepMs);
}

/** What the past weeks say of the rest of the month, for the project or one application; none for a month that is over. */
export async function scenariosIn(metered: MeteredMonth, applicationId: number | null): Promise<Scenario[]> {
  const { project, stretch, elapsed } = metered;
  if (stretch.to <= elapsed.to) return [];
  const past = applicationId === null ? metered.past : await pastTraffic({ applicationId }, elapsed.to);
  return scenariosOf(past, elapsed.to, stretch.to, project.timeZone);
}

/** Hourly sums of a group over the weeks before an instant, as far back as a projection looks. */
export function pastTraffic(scope: GroupScope, until: number): Promise<Traffic> {
  return hourlySums(scope, { from: until - WEEKS_MS, to: until });
}

/** As many weeks as the rest of a month may look back: the longest rest is five weeks from the first of them. */
const WEEKS_MS = (7 * (WEEKS_BACK + 5) + 1) * DAY_MS;

/** The same, and the twelve months that the page shows. */
function pastOf(projectId: number, month: Month, timeZone: string, until: number): Promise<Traffic> {
  const year = monthStretch(monthAfter(month, 1 - MONTHS_SHOWN), timeZone).from;
  return hourlySums({ projectId }, { from: Math.min(until - WEEKS_MS, year), to: until });
}

async function hourlySums(scope: GroupScope, stretch: Stretch): Promise<Traffic> {
  const { bySource } = await trafficOfGroups([scope], stretch, HOUR_MS);
  return bySource.get(groupSourceId(scope)) ?? emptyTraffic(stretch, HOUR_MS);
}

/** Each machine in five minutes; of a large fleet the groups in five minutes, and the machines in hours. */
async function trafficOf(
  projectId: number,
  applications: readonly { readonly id: number }[],
  sourceIds: readonly number[],
  elapsed: Stretch,
): Promise<MeasuredTraffic> {
  if (sourceIds.length <= MOST_MEMBERS_READ) return trafficOfSources(sourceIds, elapsed);
  const scopes = [{ projectId }, ...applications.map(({ id }) => ({ applicationId: id }))];
  const [machines, groups] = await Promise.all([
    trafficOfSources(sourceIds, elapsed, HOUR_MS),
    trafficOfGroups(scopes, elapsed),
  ]);
  return { stepMs: groups.stepMs, bySource: new Map([...machines.bySource, ...groups.bySource]) };
}
