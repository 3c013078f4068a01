import { mkdirSync } from "node:fs";

import type { Contender, Questions, RunningContender } from "./contender.ts";
import { requireRightAnswers } from "./gate.ts";
import { ASKED_SERIES, INTERVAL_MS, type Load } from "./load.ts";
import { HOUR_MS, loadMonth, MONTH_MACHINES, monthOf } from "./month.ts";
import { cpuSecondsOf, peakBytesOf } from "./processes.ts";
import { spreadOf } from "./statistics.ts";

const DAY_TICKS = 86_400_000 / INTERVAL_MS;
/** Snapshots of a machine in one request, as a spool sends what piled up in 20 minutes. */
const BATCH = 120;
/** The first requests of a mode pay for connections and, where a server compiles itself, for that: they are not counted. */
const WARM_UP_REQUESTS = 40_000;
const REPEATS = 15;
/** As with the load: the first questions of a kind pay for compilation and for what is read from disk once. */
const WARM_UP_QUESTIONS = 40;

export interface Plan {
  /** Ticks that every machine sends; of them the newest `oneByOne` go one snapshot a request. */
  readonly ticks: number;
  readonly oneByOne: number;
  /** So many machines send a whole day: what the queries over a day are asked of. */
  readonly deepMachines: number;
}

/** What one contender shows in one round. */
export interface Measured {
  readonly batched: Ingest;
  readonly oneByOne: Ingest;
  readonly flushCpuSeconds: number;
  readonly peakBytes: number;
  readonly bytesPerSample: number;
  /** Milliseconds by query: the median of some repetitions; NaN of what cannot be asked. */
  readonly queries: Readonly<Record<string, number>>;
}

export interface Ingest {
  readonly samples: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
}

/** Starts a contender on nothing, loads it, checks its answers, measures, and ends it. Undefined where it is missing. */
export async function runRound<Encoded>(
  contender: Contender<Encoded>,
  directory: string,
  load: Load,
  plan: Plan,
): Promise<Measured | undefined> {
  mkdirSync(directory, { recursive: true });
  const running = await contender.start(directory, load);
  if (!running) return undefined;
  try {
    const feed = new Feed(running, load);
    const begin = -plan.ticks;
    await feed.send(plan.deepMachines, -DAY_TICKS, begin, BATCH);
    await feed.send(load.machines, begin, begin + BATCH, BATCH);
    const batched = await feed.measured(begin + BATCH, -plan.oneByOne, BATCH);
    const warm = -plan.oneByOne + Math.min(plan.oneByOne / 2, Math.ceil(WARM_UP_REQUESTS / load.machines));
    await feed.send(load.machines, -plan.oneByOne, warm, 1);
    const oneByOne = await feed.measured(warm, 0, 1);

    const beforeFlush = cpuSecondsOf(running.pids);
    await running.flush();
    const flushCpuSeconds = cpuSecondsOf(running.pids) - beforeFlush;
    await requireRightAnswers(running.ask, load, DAY_TICKS);
    const bytes = await running.bytesOnDisk();
    const queries = await askedRepeatedly(running.ask, load);
    const peakBytes = peakBytesOf(running.pids);
    // After what is weighed: the month is not of the samples that were sent.
    queries["30 days hourly"] = (await loadMonth(running, load)) ? await monthMs(running.ask, load) : Number.NaN;
    return { batched, oneByOne, flushCpuSeconds, peakBytes, bytesPerSample: bytes / feed.samples, queries };
  } finally {
    await running.stop();
  }
}

class Feed<Encoded> {
  samples = 0;

  constructor(
    private readonly running: RunningContender<Encoded>,
    private readonly load: Load,
  ) {}

  async measured(from: number, to: number, batch: number): Promise<Ingest> {
    const [samples, cpuSeconds, started] = [this.samples, cpuSecondsOf(this.running.pids), performance.now()];
    await this.send(this.load.machines, from, to, batch);
    return {
      samples: this.samples - samples,
      cpuSeconds: cpuSecondsOf(this.running.pids) - cpuSeconds,
      seconds: (performance.now() - started) / 1_000,
    };
  }

  /** Every machine sends the ticks in order, one request after the other; all machines at once. */
  async send(machines: number, from: number, to: number, batch: number): Promise<void> {
    for (let tick = from; tick < to; tick += batch) {
      const until = Math.min(to, tick + batch);
      await Promise.all(Array.from({ length: machines }, (_one, machine) => this.sendOne(machine, tick, until)));
    }
  }

  private async sendOne(machine: number, from: number, to: number): Promise<void> {
    await this.running.send(machine, this.running.encode(machine, this.load.snapshots(machine, from, to)));
    this.samples += (to - from) * this.load.names.length;
  }
}

async function askedRepeatedly(ask: Questions, load: Load): Promise<Record<string, number>> {
  const machine = (turn: number) => turn % 5;
  return {
    "24 h raw of one metric": await medianMs((turn) =>
      ask.raw(machine(turn), ASKED_SERIES, load.end - 24 * HOUR_MS, load.end),
    ),
    "40 metrics over 1 h": await medianMs((turn) => ask.everySeries(machine(turn), load.end - HOUR_MS, load.end)),
    "top 10 now": await medianMs(() => ask.top(ASKED_SERIES, 10)),
  };
}

function monthMs(ask: Questions, load: Load): Promise<number> {
  const { from, to } = monthOf(load);
  return medianMs((turn) => ask.hourly(turn % MONTH_MACHINES, ASKED_SERIES, from, to));
}

async function medianMs(question: (turn: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP_QUESTIONS; turn += 1) await question(turn);
  for (let turn = 0; turn < REPEATS; turn += 1) {
    const started = performance.now();
    await question(turn);
    took.push(performance.now() - started);
  }
  return spreadOf(took)?.median ?? Number.NaN;
}
