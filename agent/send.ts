import {
  IDLE_INTERVAL_SECONDS,
  MAX_SNAPSHOTS,
  type PushBody,
  WATCHED_INTERVAL_SECONDS,
} from "#collector/protocol/push.ts";
import type { Clock } from "./clock.ts";
import type { FactBox } from "./fact-box.ts";
import type { Batch, SampleQueue } from "./queue.ts";
import type { Post } from "./transport.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface SenderParts {
  readonly queue: SampleQueue;
  readonly facts: FactBox;
  readonly post: Post;
  readonly clock: Clock;
  /** The collector asks for samples at this interval. */
  readonly onInterval: (seconds: number) => void;
  readonly log?: (line: string) => void;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** With the collector away for so long, nobody watches any more: the spool is spared. */
const NOBODY_WATCHES_MS = 30_000;

/** Sends what waits, one push at a time, by the retry contract of collector/protocol/push.ts. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #declared = new Set<string>();
  #limit = MAX_SNAPSHOTS;
  #failures = 0;
  #failingSince: number | undefined;
  #notBefore = 0;
  #cancelRetry: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;
  #intervalSeconds = IDLE_INTERVAL_SECONDS;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** To be called after each new sample. Sends now, unless a push is under way or the collector asked us to wait. */
  wake(): void {
    if (this.#isStopped || this.#running) return;
    if (this.#parts.clock.monotonic() < this.#notBefore) {
      this.#whileFailing();
      return;
    }
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when the push under way has ended. No other one begins. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry?.();
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (!this.#isStopped && this.#parts.clock.monotonic() >= this.#notBefore) {
      const batch = this.#parts.queue.next(this.#limit);
      if (!batch) return;
      await this.#push(batch);
    }
  }

  async #push(batch: Batch): Promise<void> {
    const { schema, snapshots } = batch;
    const isDeclared = this.#declared.has(schema.hash);
    const facts = this.#parts.facts.waiting;
    const body: PushBody = {
      schema: schema.hash,
      ...(isDeclared ? {} : { series: schema.series }),
      snapshots,
      ...(facts.length > 0 ? { facts } : {}),
    };
    const verdict = await this.#ask(body);

    switch (verdict.kind) {
      case "stored":
        this.#declared.add(schema.hash);
        this.#parts.queue.settle(batch);
        this.#parts.facts.settle(facts);
        this.#succeeded(verdict.intervalSeconds);
        if (verdict.refused.length > 0) this.#log(`refused: ${JSON.stringify(verdict.refused.slice(0, 3))}`);
        return;
      case "final":
        this.#log(`${snapshots.length} samples given up: ${verdict.why}`);
        this.#parts.queue.settle(batch);
        this.#parts.facts.settle(facts);
        return;
      case "halve":
        this.#halve(batch, verdict.why);
        return;
      case "declare":
        this.#declared.delete(schema.hash);
        // Asked again for what was just declared, the collector cannot store it now.
        if (!isDeclared) this.#failed(this.#parts.clock.monotonic(), 10_000, "the schema is declared and not known");
        return;
      case "later":
        this.#failed(this.#parts.clock.monotonic(), verdict.afterMs, verdict.why);
    }
  }

  async #ask(body: PushBody): Promise<Verdict> {
    const answer = await this.#parts.post("/v1/push", body).catch((error: Error) => error);
    const random = (this.#parts.random ?? Math.random)();
    return verdictOf(answer, { failures: this.#failures, random, now: this.#parts.clock.now() });
  }

  #halve(batch: Batch, why: string): void {
    if (batch.snapshots.length > 1) {
      this.#limit = Math.ceil(batch.snapshots.length / 2);
      return;
    }
    this.#log(`a sample given up: ${why}`);
    this.#parts.queue.settle(batch);
  }

  #succeeded(intervalSeconds: number): void {
    if (this.#failingSince !== undefined) this.#log(`the collector answers; ${this.#parts.queue.size} samples wait`);
    this.#failures = 0;
    this.#failingSince = undefined;
    this.#limit = Math.min(MAX_SNAPSHOTS, Math.ceil(this.#limit * 1.1));
    this.#adoptInterval(intervalSeconds);
  }

  #failed(monotonicMs: number, afterMs: number, why: string): void {
    if (this.#failures === 0) this.#log(`not sent, kept: ${why}`);
    this.#failures += 1;
    this.#failingSince ??= monotonicMs;
    this.#notBefore = monotonicMs + afterMs;
    this.#cancelRetry?.();
    this.#cancelRetry = this.#parts.clock.after(afterMs, () => this.wake());
    this.#whileFailing();
  }

  #whileFailing(): void {
    this.#parts.queue.keep();
    const failingFor = this.#parts.clock.monotonic() - (this.#failingSince ?? this.#parts.clock.monotonic());
    if (failingFor >= NOBODY_WATCHES_MS && this.#intervalSeconds === WATCHED_INTERVAL_SECONDS) {
      this.#adoptInterval(IDLE_INTERVAL_SECONDS);
    }
  }

  #adoptInterval(seconds: number): void {
    this.#intervalSeconds = seconds;
    this.#parts.onInterval(seconds);
  }

  #log(line: string): void {
    this.#parts.log?.(line);
  }
}
