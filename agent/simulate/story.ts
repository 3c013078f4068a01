import type { SimulatedMachine } from "./machine.ts";
import { chance } from "./noise.ts";

const DAY_MS = 24 * 3_600_000;
const SILENCE_SLOT_MS = 3 * 3_600_000;

/** The leak takes 2.5 % of the memory a day; somebody restarts the program before there is none left. */
const LEAK = { from: 0.46, begin: 0.62, until: 0.88, perDay: 0.025 };
/** The disk fills by 2 % a day, past its threshold half a day before the story; somebody makes room before it is full. */
const FILLING = { from: 0.7, begin: 0.81, until: 0.94, perDay: 0.02 };

/** Share of memory taken by a leak at an instant; undefined on a machine without one. */
export function leakedRatio(machine: SimulatedMachine, at: number): number | undefined {
  return machine.story === "memory_leak" ? saw(LEAK, machine.storyAt, at) : undefined;
}

/** Share of the data disk in use on the machine whose disk fills; undefined on another. */
export function filledRatio(machine: SimulatedMachine, at: number): number | undefined {
  return machine.story === "filling_disk" ? saw(FILLING, machine.storyAt, at) : undefined;
}

/** Whether the machine says nothing: on the one that falls silent, in every other slot of three hours, for three to six minutes. */
export function isSilent(machine: SimulatedMachine, at: number): boolean {
  if (machine.story !== "falls_silent") return false;
  const slot = Math.floor(at / SILENCE_SLOT_MS);
  if (chance(machine.seed, 3 * slot) < 0.5) return false;
  const lengthMs = (3 + 3 * chance(machine.seed, 3 * slot + 1)) * 60_000;
  const beginsMs = chance(machine.seed, 3 * slot + 2) * (SILENCE_SLOT_MS - lengthMs);
  const withinMs = at - slot * SILENCE_SLOT_MS;
  return withinMs >= beginsMs && withinMs < beginsMs + lengthMs;
}

/** A value that grows evenly, stands at `begin` at the story's instant, and falls back to `from` each time it reaches `until`. */
function saw({ from, begin, until, perDay }: typeof LEAK, storyAt: number, at: number): number {
  const span = until - from;
  const grown = begin - from + ((at - storyAt) / DAY_MS) * perDay;
  return from + (((grown % span) + span) % span);
}
