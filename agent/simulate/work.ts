import { demandAt, officeAt, parisTime } from "./demand.ts";
import { demandShare, hardwareAt } from "./happenings.ts";
import { type SimulatedMachine, seedOf } from "./machine.ts";
import { noise } from "./noise.ts";
import { profileOf, type RoleProfile } from "./roles.ts";

/** How hard a machine works at an instant: what all its values follow from. */
export interface Work {
  /** This machine's part of the demand, from 0 to about 1. */
  readonly demand: number;
  /** Of the nightly backup, from 0 to 1. */
  readonly backup: number;
  /** Shares of the time of all cores. */
  readonly cpu: { readonly user: number; readonly system: number; readonly iowait: number; readonly steal: number };
  /** Used CPU without the flicker of seconds: loads over minutes follow it. */
  readonly calmCpu: number;
}

export interface Worker {
  readonly machine: SimulatedMachine;
  readonly profile: RoleProfile;
  readonly projectSeed: number;
  readonly share: number;
  /** How much harder it works on the hardware that it had at the time. */
  readonly squeeze: number;
}

export function workerOf(now: SimulatedMachine, at = now.storyAt): Worker {
  const machine = hardwareAt(now, at);
  const profile = profileOf(machine.role);
  const isSecond = /-2$/.test(machine.name);
  const projectSeed = seedOf(machine.project, "");
  const squeeze = now.cores / machine.cores;
  return { machine, profile, projectSeed, squeeze, share: isSecond ? profile.pair[1] : profile.pair[0] };
}

export function workAt({ machine, profile, projectSeed, share, squeeze }: Worker, at: number): Work {
  const { seed } = machine;
  const shop = demandAt(at, projectSeed) * demandShare(machine, at);
  // The halves of a pair share one demand: 0.52 and 0.48 of twice the half.
  const evened = Math.min(1, share * (share < 0.9 && share > 0.2 ? 2 : 1));
  const demand = profile.followsOffice ? 0.75 * officeAt(at) + 0.2 * shop : shop * evened;
  const backup = profile.hasBackup ? backupAt(at) : 0;

  const calm = profile.idleCpu + profile.demandCpu * squeeze * demand + 0.2 * backup + 0.012 * noise(seed, at, 600_000);
  const flicker = 1 + 0.09 * noise(seed, at, 5_000) + 0.06 * noise(seed, at, 45_000) + 0.04 * noise(seed, at, 1_500);
  const used = clamp(calm * flicker + cronAt(at, seed), 0.004, 0.97);
  const iowait = clamp(
    profile.iowait * (0.15 + demand) * (1 + 0.5 * noise(seed + 1, at, 9_000)) + 0.11 * backup,
    0,
    0.3,
  );
  const steal = clamp(0.004 + 0.004 * noise(seed + 2, at, 90_000), 0, 0.02);
  const system = used * clamp(profile.systemShare + 0.03 * noise(seed + 3, at, 20_000), 0.02, 0.9);
  return {
    demand,
    backup,
    calmCpu: clamp(calm, 0.003, 0.97),
    cpu: { user: used - system, system, iowait: Math.min(iowait, 1 - used), steal: Math.min(steal, 1 - used - iowait) },
  };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The backup runs from half past two for forty minutes, Paris time. */
function backupAt(at: number): number {
  const { hour } = parisTime(at);
  if (hour < 2.5 || hour > 3.17) return 0;
  return clamp(Math.min((hour - 2.5) * 20, (3.17 - hour) * 20), 0, 1);
}

/** At each full hour the regular jobs run for some twenty seconds, a little apart from machine to machine. */
function cronAt(at: number, seed: number): number {
  const secondOfHour = (at / 1_000) % 3_600;
  const begins = 2 + (seed % 20);
  return secondOfHour >= begins && secondOfHour < begins + 18 ? 0.07 : 0;
}
