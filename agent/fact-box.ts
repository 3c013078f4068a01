import type { Fact, FactName } from "#collector/protocol/push.ts";

/** Facts that wait to be told. The newest of a name replaces the one before; one that has not changed is not told again. */
export class FactBox {
  readonly #waiting = new Map<FactName, { fact: Fact; told?: () => void }>();
  readonly #last = new Map<FactName, string>();

  /** `told` runs once the collector has stored the fact. */
  put(name: FactName, at: number, value: unknown, told?: () => void): void {
    const text = JSON.stringify(value);
    if (this.#last.get(name) === text) return;
    this.#last.set(name, text);
    this.#waiting.set(name, { fact: { name, at, value }, told });
  }

  get waiting(): Fact[] {
    return [...this.#waiting.values()].map(({ fact }) => fact);
  }

  settle(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const entry = this.#waiting.get(fact.name);
      if (entry?.fact !== fact) continue;
      this.#waiting.delete(fact.name);
      entry.told?.();
    }
  }
}
