import { cpuMsOf } from "../cost.ts";
import type { BenchStack } from "../stack.ts";
import type { Address } from "./addresses.ts";
import { ask } from "./asking.ts";
import type { Caller } from "./callers.ts";

interface Round {
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Per request, what the process does beside it included: steady where the machine is not idle. */
  readonly extranetCpuMs: number;
  readonly databaseCpuMs: number;
}

/** An address as one caller gets it, round by round. */
export class Measured {
  private readonly rounds: Round[] = [];
  private readonly headers: Readonly<Record<string, string>>;
  status = 0;
  bytes = 0;

  constructor(
    private readonly stack: BenchStack,
    readonly address: Address,
    readonly caller: Caller,
  ) {
    this.headers = caller.headers[address.speaks ?? "cookie"];
  }

  /** Asks so many times without looking at the clock. */
  async warmUp(requests: number): Promise<void> {
    for (let count = 0; count < requests; count += 1) await this.ask();
  }

  async measure(requests: number): Promise<void> {
    const { extranetPid, databasePid } = this.stack;
    const times: number[] = [];
    const before = [cpuMsOf(extranetPid), cpuMsOf(databasePid)] as const;
    for (let count = 0; count < requests; count += 1) times.push(await this.ask());
    times.sort((one, other) => one - other);
    this.rounds.push({
      medianMs: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      extranetCpuMs: (cpuMsOf(extranetPid) - before[0]) / requests,
      databaseCpuMs: (cpuMsOf(databasePid) - before[1]) / requests,
    });
  }

  /** Each figure is the median of the rounds so far. */
  get row() {
    const of = (figure: keyof Round) => rounded(median(this.rounds.map((round) => round[figure])));
    return {
      path: this.address.path,
      caller: this.caller.name,
      status: this.status,
      kilobytes: Math.round(this.bytes / 1_000),
      extranetCpuMs: of("extranetCpuMs"),
      databaseCpuMs: of("databaseCpuMs"),
      medianMs: of("medianMs"),
      p95Ms: of("p95Ms"),
    };
  }

  private async ask(): Promise<number> {
    const { status, bytes, ms } = await ask(this.stack.extranetUrl + this.address.path, this.headers);
    if (status >= 500) throw new Error(`${this.address.path} answers ${status} to ${this.caller.name}`);
    this.status = status;
    this.bytes = bytes;
    return ms;
  }
}

export type Row = Measured["row"];

function median(list: readonly number[]): number {
  return quantile(
    [...list].sort((one, other) => one - other),
    0.5,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
