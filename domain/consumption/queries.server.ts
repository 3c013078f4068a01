import type { Database } from "#db/client.server.ts";
import { daysOf, type Month, monthAfter, monthStretch } from "#domain/availability/months.ts";

import { databasesOn } from "./databases.server.ts";
import { resourceHours, storedOn } from "./held.server.ts";
import type { MeteredMachine } from "./metered.server.ts";
import { type MeteredMonth, machinesIn, meteredMonth, ruleOf, scenariosIn, trafficIn } from "./metered-month.server.ts";
import type { ConsumptionMonth, DayVolume, MonthVolume, Unknown, Usage } from "./month.ts";
import { bandwidth95 } from "./percentile.ts";
import { likelyScenario, projectionOf, type Scenario } from "./projection.ts";
import { quotaOf, quotaStanding } from "./quota.ts";
import { sumOfKnown } from "./sizes.ts";
import { type BANDWIDTH_RULES, knownShare, type Traffic, volumeBy, volumeOf } from "./traffic.ts";

export { databaseSizes } from "./databases.server.ts";
export { monthStatement } from "./statement.server.ts";

/** A month of a project's consumption, as far as it is over. Undefined for no project; nothing in it is a price. */
export async function consumptionMonth(
  db: Database,
  projectId: number,
  month: Month,
  now = Date.now(),
): Promise<ConsumptionMonth | undefined> {
  const metered = await meteredMonth(db, projectId, month, now);
  return metered && consumptionOf(metered);
}

/** As `consumptionMonth`, of what was read already. */
export async function consumptionOf(metered: MeteredMonth): Promise<ConsumptionMonth> {
  const { month, project, stretch, elapsed, machines } = metered;
  const traffic = trafficIn(metered, null);
  const soFar = volumeOf(traffic);
  const rule = ruleOf(metered);
  const scenarios = await scenariosIn(metered, null);
  const quota = quotaOf(metered.quotas, month);
  const nameOf = new Map(project.applications.map(({ id, name }) => [id, name]));
  const total = usageOf(metered, machines, traffic);
  const usages = machines.map((machine) => ({
    id: machine.id,
    name: machine.name,
    application: nameOf.get(machine.applicationId ?? 0) ?? null,
    ...usageOf(metered, [machine], metered.traffic.bySource.get(machine.sourceId ?? 0) ?? null),
  }));
  const databases = databasesOn(machines, metered.read, elapsed);
  return {
    month,
    timeZone: project.timeZone,
    stretch,
    until: elapsed.to,
    isOver: stretch.to <= elapsed.to,
    stepMs: metered.traffic.stepMs,
    total,
    applications: project.applications
      .filter(({ id }) => machinesIn(metered, id).length > 0)
      .map(({ id, slug, name }) => ({
        ...{ id, slug, name },
        ...usageOf(metered, machinesIn(metered, id), trafficIn(metered, id)),
      })),
    machines: usages,
    rule,
    quota: quota && quotaStanding(quota, traffic, soFar, scenarios),
    projection: projectionOf(soFar, scenarios, rule),
    days: dayVolumes(metered, traffic, likelyScenario(soFar, scenarios, rule)),
    year: yearOf(metered),
    databases,
    backups: metered.backups,
    unknown: unknownOf(metered, [total, ...usages], { scenarios, databases: databases.databases.length }),
  };
}

function usageOf(metered: MeteredMonth, machines: readonly MeteredMachine[], traffic: Traffic | null): Usage {
  const { elapsed, read } = metered;
  const hours = machines.map((machine) => resourceHours(machine, read, elapsed));
  const stored = machines.flatMap((machine) => storedOn(machine, read) ?? []);
  const p95 = (rule: (typeof BANDWIDTH_RULES)[number]) => {
    const bytes = traffic && bandwidth95(traffic, rule);
    return bytes === null ? null : bytes * 8;
  };
  return {
    volume: traffic ? volumeOf(traffic) : { received: 0, sent: 0 },
    p95: { in: p95("in"), out: p95("out"), sum: p95("sum"), greater: p95("greater") },
    knownShare: traffic ? knownShare(traffic, elapsed) : 0,
    vcpuHours: sumOfKnown(hours.map(({ vcpu }) => vcpu)),
    memoryHours: sumOfKnown(hours.map(({ memory }) => memory)),
    diskHours: sumOfKnown(hours.map(({ disk }) => disk)),
    storedMean: sumOfKnown(stored.map(({ mean }) => mean)),
    storedLast: sumOfKnown(stored.map(({ last }) => last)),
  };
}

function dayVolumes({ month, project, elapsed }: MeteredMonth, traffic: Traffic, likely: Scenario): DayVolume[] {
  return daysOf(month, project.timeZone).map((day, index) => ({
    day: index + 1,
    at: day.from,
    ...volumeOf(traffic, { from: day.from, to: Math.min(day.to, elapsed.to) }),
    expected: likely.find(({ to }) => to === day.to)?.volume ?? null,
  }));
}

/** Out of the hourly sums: a month's figure there may differ from its own page's by what was lost at the edges of gaps. */
function yearOf({ month, project, past, elapsed }: MeteredMonth): MonthVolume[] {
  return Array.from({ length: 12 }, (_one, index) => {
    const of = monthAfter(month, index - 11);
    const { from, to } = monthStretch(of, project.timeZone);
    const stretch = { from, to: Math.min(to, elapsed.to) };
    return { month: of, ...volumeOf(past, stretch), isKnown: knownShare(past, stretch) > 0 };
  });
}

/** A month with less than this of its traffic measured says so. */
const WHOLE = 0.995;
const FIVE_MINUTES_MS = 300_000;

function unknownOf(
  { traffic, stretch, elapsed, backups }: MeteredMonth,
  usages: readonly Usage[],
  { scenarios, databases }: { readonly scenarios: readonly Scenario[]; readonly databases: number },
): Unknown[] {
  const [total] = usages;
  const share = total?.knownShare ?? 0;
  const isUnsized = ({ vcpuHours, memoryHours, diskHours }: Usage) =>
    [vcpuHours, memoryHours, diskHours].includes(null);
  const isNothing = share === 0;
  const found: readonly (readonly [Unknown, boolean])[] = [
    ["noTraffic", isNothing],
    ["gaps", !isNothing && share < WHOLE],
    ["hourly", !isNothing && traffic.stepMs > FIVE_MINUTES_MS],
    ["sizes", usages.some(isUnsized)],
    ["databases", databases === 0],
    ["backups", backups.length === 0],
    ["history", stretch.to > elapsed.to && scenarios.length === 0],
  ];
  return found.filter(([, is]) => is).map(([unknown]) => unknown);
}

/** Bytes by the contract's rule, as `projection` counts them. */
export function countedVolume({ total: { volume }, rule }: Pick<ConsumptionMonth, "total" | "rule">): number {
  return volumeBy(rule, volume);
}
