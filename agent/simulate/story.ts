import { happening, isUnheard, STORY_PROJECT } from "./happenings.ts";
import type { SimulatedMachine } from "./machine.ts";
import { chance } from "./noise.ts";

const DAY_MS = 24 * 3_600_000;
const SILENCE_SLOT_MS = 3 * 3_600_000;

/** The leak takes 2.5 % of the memory a day; somebody restarts the program before there is none left. */
const LEAK = { from: 0.46, begin: 0.62, until: 0.88, perDay: 0.025 };
/** The disk fills by 2 % a day, past its threshold half a day before the story; somebody makes room before it is full. */
const FILLING = { from: 0.7, begin: 0.81, until: 0.94, perDay: 0.02 };
/** How the disk came there: quick since the last release, slow since the clean-up, and before that as long as nobody looked. */
const FILLED_BEFORE = {
  sinceRelease: 0.02,
  sinceCleanUp: 0.0015,
  full: 0.88,
  quick: 0.006,
  quickDays: 65,
  slow: 0.0003,
};
const SILENT_SINCE_DAYS = 30;

/** Share of memory taken by a leak at an instant; undefined on a machine without one, and before the release that brought it. */
export function leakedRatio(machine: SimulatedMachine, at: number): number | undefined {
  if (machine.story !== "memory_leak" || isBefore(machine, at, "version-5")) return undefined;
  return saw(LEAK, machine.storyAt, at);
}

/** Share of the data disk in use on the machine whose disk fills; undefined on another. */
export function filledRatio(machine: SimulatedMachine, at: number): number | undefined {
  if (machine.story !== "filling_disk") return undefined;
  if (at >= machine.storyAt || machine.project !== STORY_PROJECT) return saw(FILLING, machine.storyAt, at);
  const { sinceRelease, sinceCleanUp, full, quick, quickDays, slow } = FILLED_BEFORE;
  const { at: release } = happening(machine.storyAt, "version-5-1");
  const { at: cleaned } = happening(machine.storyAt, "disk-cleaned");
  const days = (from: number, to: number) => (to - from) / DAY_MS;
  if (at >= release) return FILLING.begin - sinceRelease * days(at, machine.storyAt);
  const atRelease = FILLING.begin - sinceRelease * days(release, machine.storyAt);
  if (at >= cleaned) return atRelease - sinceCleanUp * days(at, release);
  const before = days(at, cleaned);
  return full - quick * Math.min(before, quickDays) - slow * Math.max(0, before - quickDays);
}

/** Whether nothing of the machine is heard at an instant: in an outage or a gap of the story, or in one of its own silences. */
export function isSilent(machine: SimulatedMachine, at: number): boolean {
  if (isUnheard(machine, at)) return true;
  const own = silenceOf(machine, Math.floor(at / SILENCE_SLOT_MS));
  return own !== undefined && at >= own.from && at < own.to;
}

/** The silences of the machine that begin within [from, to): in every other slot of three hours, for three to six minutes. */
export function silences(machine: SimulatedMachine, from: number, to: number): Silence[] {
  const found: Silence[] = [];
  for (let slot = Math.floor(from / SILENCE_SLOT_MS); slot * SILENCE_SLOT_MS < to; slot += 1) {
    const one = silenceOf(machine, slot);
    if (one && one.from >= from && one.from < to) found.push(one);
  }
  return found;
}

/** [from, to) in epoch milliseconds. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

function silenceOf(machine: SimulatedMachine, slot: number): Silence | undefined {
  if (machine.story !== "falls_silent" || chance(machine.seed, 3 * slot) < 0.5) return undefined;
  if (slot * SILENCE_SLOT_MS < machine.storyAt - SILENT_SINCE_DAYS * DAY_MS) return undefined;
  const lengthMs = (3 + 3 * chance(machine.seed, 3 * slot + 1)) * 60_000;
  const from = slot * SILENCE_SLOT_MS + chance(machine.seed, 3 * slot + 2) * (SILENCE_SLOT_MS - lengthMs);
  return { from, to: from + lengthMs };
}

/** On machines of another project the story has no such happening: what it explains was always so. */
function isBefore({ project, storyAt }: SimulatedMachine, at: number, id: string): boolean {
  return project === STORY_PROJECT && at < storyAt && at < happening(storyAt, id).at;
}

/** A value that grows evenly, stands at `begin` at the story's instant, and falls back to `from` each time it reaches `until`. */
function saw({ from, begin, until, perDay }: typeof LEAK, storyAt: number, at: number): number {
  const span = until - from;
  const grown = begin - from + ((at - storyAt) / DAY_MS) * perDay;
  return from + (((grown % span) + span) % span);
}
