import type { ConsumptionMonth, DatabaseUses, Unknown, Usage } from "#domain/consumption/month.ts";
import { consumptionMonth, countedVolume } from "#domain/consumption/queries.server.ts";
import { type BandwidthRule, volumeBy } from "#domain/consumption/traffic.ts";

import type { ReportContext } from "../../section.ts";

/** What machines used together: bytes, bits a second, and hours of what they have. */
export interface ReportedUse {
  readonly name: string;
  readonly received: number;
  readonly sent: number;
  /** 95th percentile of the greater direction, bits a second. */
  readonly p95: number | null;
  readonly vcpuHours: number | null;
  readonly memoryHours: number | null;
  readonly storedBytes: number | null;
}

export interface ConsumptionData {
  /** Null where there is nothing to count. */
  readonly month: {
    readonly rule: BandwidthRule;
    /** By the contract's rule. */
    readonly countedBytes: number;
    readonly total: ReportedUse;
    readonly knownShare: number;
    readonly quota: {
      readonly bytes: number;
      readonly used: number;
      readonly passedAt: number | null;
      readonly lineBits: number | null;
    } | null;
    /** Of the days that are over, by the rule; null for one of which nothing is known. */
    readonly days: readonly { readonly day: number; readonly at: number; readonly bytes: number | null }[];
    readonly year: readonly { readonly month: string; readonly bytes: number | null }[];
    readonly applications: readonly ReportedUse[];
    readonly machines: readonly ReportedUse[];
    readonly backups: readonly { readonly name: string; readonly mean: number; readonly last: number }[];
    readonly databases: DatabaseUses;
    readonly unknown: readonly Unknown[];
  } | null;
}

/** What was transferred, computed and stored, by application and machine. Prices are on the page, for those who may read them. */
export async function consumptionData({ db, project, month, asOf }: ReportContext): Promise<ConsumptionData> {
  const found = await consumptionMonth(db, project.id, month, asOf);
  if (!found || found.machines.length === 0) return { month: null };
  const { rule, quota } = found;
  return {
    month: {
      rule,
      countedBytes: countedVolume(found),
      total: reportedUse(project.name, found.total),
      knownShare: found.total.knownShare,
      quota: quota && {
        ...{ bytes: quota.bytes, used: quota.used, passedAt: quota.passedAt },
        lineBits: quota.megabitsPerSecond === null ? null : quota.megabitsPerSecond * 1_000_000,
      },
      days: daysIn(found, asOf),
      year: found.year.map(({ month: of, isKnown, ...volume }) => ({
        month: of,
        bytes: isKnown ? Math.round(volumeBy(rule, volume)) : null,
      })),
      applications: found.applications.map((one) => reportedUse(one.name, one)),
      machines: found.machines.map((one) => reportedUse(one.name, one)),
      backups: found.backups.map(({ name, mean, last }) => ({ name, mean: Math.round(mean), last })),
      databases: found.databases,
      unknown: found.unknown,
    },
  };
}

function daysIn({ days, rule }: ConsumptionMonth, asOf: number) {
  return days
    .filter(({ at }) => at < asOf)
    .map(({ day, at, ...volume }) => {
      const bytes = Math.round(volumeBy(rule, volume));
      return { day, at, bytes: bytes > 0 ? bytes : null };
    });
}

function reportedUse(name: string, usage: Usage): ReportedUse {
  const { volume, p95, vcpuHours, memoryHours, storedLast } = usage;
  const whole = (value: number | null) => (value === null ? null : Math.round(value));
  return {
    ...{ name, received: Math.round(volume.received), sent: Math.round(volume.sent), p95: whole(p95.greater) },
    ...{ vcpuHours: whole(vcpuHours), memoryHours: whole(memoryHours), storedBytes: whole(storedLast) },
  };
}
