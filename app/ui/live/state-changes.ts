import type { MachineStateName } from "#domain/machines/state.ts";

/** Changes are told at most this often, all at once: a page that speaks without end is not listened to. */
export const GROUP_MS = 30_000;

/** After a first change others are waited for: machines that fall silent together are noticed within their interval. */
export const GATHER_MS = 10_000;

/** Which machines changed state since one last spoke of them. What came and went meanwhile is not told. */
export class StateChanges {
  #told: Map<string, MachineStateName> | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;
  #pendingSince: number | undefined;

  /** Keys of the machines to speak of now. The first picture, and machines new on the page, are no changes. */
  observe(states: ReadonlyMap<string, MachineStateName>, now: number): string[] {
    this.#told ??= new Map(states);
    const told = this.#told;
    const changed: string[] = [];
    for (const [key, state] of states) {
      if (!told.has(key)) told.set(key, state);
      else if (told.get(key) !== state) changed.push(key);
    }
    if (changed.length === 0) {
      this.#pendingSince = undefined;
      return [];
    }
    this.#pendingSince ??= now;
    if (now - this.#pendingSince < GATHER_MS || now - this.#toldAt < GROUP_MS) return [];
    this.#told = new Map(states);
    this.#pendingSince = undefined;
    this.#toldAt = now;
    return changed;
  }
}
