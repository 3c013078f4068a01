/** What a project used in a month, as pages, files and reports read it. Pure: the browser uses it too. */

import type { Stretch } from "#domain/availability/ledger.ts";
import type { Month } from "#domain/availability/months.ts";

import type { Projection } from "./projection.ts";
import type { QuotaStanding } from "./quota.ts";
import type { Held } from "./sizes.ts";
import type { BandwidthRule, Volume } from "./traffic.ts";

/** Of a machine, or of several together. */
export interface Usage {
  /** Bytes, as far as they were measured. */
  readonly volume: Volume;
  /** 95th percentile in bits a second, by rule; null where nothing was measured. Of several, of their sum step by step. */
  readonly p95: Readonly<Record<BandwidthRule, number | null>>;
  /** The share of the month so far of which the traffic is known, 0 to 1. */
  readonly knownShare: number;
  /** Core-hours, GiB-hours, GB-hours; null where nobody told the size. */
  readonly vcpuHours: number | null;
  readonly memoryHours: number | null;
  readonly diskHours: number | null;
  /** Bytes on the filesystems: on average, and at the end. */
  readonly storedMean: number | null;
  readonly storedLast: number | null;
}

export interface UsageOf extends Usage {
  readonly id: number;
  readonly name: string;
}

export interface MachineUsage extends UsageOf {
  /** Null where it belongs to none. */
  readonly application: string | null;
}

export interface DayVolume extends Volume {
  /** From 1. */
  readonly day: number;
  readonly at: number;
  /** What the middle one of the past weeks lets expect of the rest of the day; null for a day that is over. */
  readonly expected: Volume | null;
}

export interface MonthVolume extends Volume {
  readonly month: Month;
  /** Null share of a month of which nothing is known. */
  readonly isKnown: boolean;
}

/** One database on one machine over a stretch; bytes, as the server's own catalogue estimates them. */
export interface DatabaseUse {
  readonly machine: string;
  readonly applicationId: number | null;
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly mean: number;
  readonly most: number;
}

/** What a database server answered. */
export interface QueryUse {
  readonly machine: string;
  /** As far as it was measured. */
  readonly total: number;
  /** A second: over the measured time, and in the busiest moment. */
  readonly average: number;
  readonly peak: number;
}

export interface DatabaseUses {
  readonly databases: readonly DatabaseUse[];
  readonly queries: readonly QueryUse[];
}

/** What a backup job kept in store over a stretch, bytes; the store as its runs told it, each until the next. */
export interface BackupUse {
  readonly slug: string;
  readonly name: string;
  readonly applicationId: number | null;
  readonly mean: number;
  readonly last: number;
  /** What the runs of the stretch added, where they told it. */
  readonly added: number | null;
  readonly held: readonly Held[];
}

/** What could not be known; the words stand in the page's texts. */
export type Unknown = "noTraffic" | "gaps" | "hourly" | "sizes" | "databases" | "backups" | "history";

export interface ConsumptionMonth {
  readonly month: Month;
  readonly timeZone: string;
  readonly stretch: Stretch;
  /** Until when it is told: its end, or now. */
  readonly until: number;
  readonly isOver: boolean;
  /** Of the values that percentiles are of: five minutes, or an hour where they are no longer kept. */
  readonly stepMs: number;
  readonly total: Usage;
  readonly applications: readonly (UsageOf & { readonly slug: string })[];
  readonly machines: readonly MachineUsage[];
  /** The contract's rule for volumes; the sum of both directions where none is agreed. */
  readonly rule: BandwidthRule;
  readonly quota: QuotaStanding | null;
  /** By `rule`; null for a month that is over, or without any past week. */
  readonly projection: Projection | null;
  readonly days: readonly DayVolume[];
  /** Twelve months that end with this one, oldest first. */
  readonly year: readonly MonthVolume[];
  readonly databases: DatabaseUses;
  readonly backups: readonly BackupUse[];
  readonly unknown: readonly Unknown[];
}
