import { readFileSync, writeFileSync } from "node:fs";
import type { SamplesDropped } from "#collector/protocol/push.ts";

/** Counts the samples that were given up, until the collector knows of them; the count outlives the agent. */
export class DroppedSamples {
  #sum: SamplesDropped | undefined;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#sum = read(path);
  }

  get sum(): SamplesDropped | undefined {
    return this.#sum;
  }

  /** Instants in epoch milliseconds of the agent's clock. */
  add(count: number, from: number, to: number): void {
    if (count === 0) return;
    const before = this.#sum ?? { count: 0, from, to };
    this.#sum = { count: before.count + count, from: Math.min(before.from, from), to: Math.max(before.to, to) };
    this.#write();
  }

  /** The collector knows of these; what was dropped meanwhile is still to be told. */
  forget(told: SamplesDropped): void {
    if (!this.#sum) return;
    const count = this.#sum.count - told.count;
    this.#sum = count > 0 ? { count, from: Math.min(told.to, this.#sum.to), to: this.#sum.to } : undefined;
    this.#write();
  }

  /** The disk may be the reason for the dropping: the count then lives in memory only. */
  #write(): void {
    try {
      writeFileSync(this.#path, JSON.stringify(this.#sum ?? null), { mode: 0o600 });
    } catch {}
  }
}

function read(path: string): SamplesDropped | undefined {
  try {
    const { count, from, to } = JSON.parse(readFileSync(path, "utf8"));
    return [count, from, to].every(Number.isFinite) ? { count, from, to } : undefined;
  } catch {
    return undefined;
  }
}
