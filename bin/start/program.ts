import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { stopProcess } from "#db/processes.ts";
import { StartRefused } from "#db/start-refused.ts";
import { removePidFile, writePidFile } from "./pid-file.ts";

export interface ProgramPlan {
  /** Its name in logs and on the console. */
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where it answers GET /healthz; undefined for a program that listens on nothing. */
  readonly health?: string;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A program that ran this long was well: its next pause is the first again. */
const WELL_AFTER_MS = 60_000;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
const LARGEST_LOG_BYTES = 10_000_000;

/** One child process: started again when it ends by itself, its lines in data/logs and, shortened, on the console. */
export class Program {
  readonly #plan: ProgramPlan;
  readonly #data: string;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #pause = FIRST_PAUSE_MS;
  #ends = 0;
  #lastLine = "";
  #stopping = false;
  #again: NodeJS.Timeout | undefined;

  constructor(data: string, plan: ProgramPlan) {
    this.#plan = plan;
    this.#data = data;
    this.#log = openLog(data, plan.name);
  }

  get name(): string {
    return this.#plan.name;
  }

  start(): this {
    const { name, script, args = [], nodeOptions = [], env } = this.#plan;
    const started = Date.now();
    // A session of its own: Ctrl-C in the terminal reaches the supervisor only, which stops all in order.
    const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.#child = child;
    if (child.pid !== undefined) writePidFile(this.#data, name, child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => this.#say(line));
    }
    child.once("exit", (code, signal) => this.#ended(code ?? signal, Date.now() - started));
    return this;
  }

  /** Settles when the program answers 200. Throws StartRefused with its last words when it does not come up. */
  async ready(): Promise<void> {
    const { name, health } = this.#plan;
    if (!health) return;
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && this.#ends < 2 && !this.#stopping) {
      const answer = await fetch(health, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new StartRefused(
      `${name} did not start: ${this.#lastLine || "it says nothing"} (see ${join(this.#data, "logs", `${name}.log`)})`,
    );
  }

  /** SIGTERM, and SIGKILL after 15 s. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#again);
    const { pid, exitCode, signalCode } = this.#child ?? {};
    if (pid !== undefined && exitCode === null && signalCode === null) await stopProcess(pid, STOP_WITHIN_MS);
    removePidFile(this.#data, this.name);
    this.#log.end();
  }

  /** For a second Ctrl-C. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill("SIGKILL");
  }

  #ended(how: number | string | null, ranMs: number): void {
    this.#ends += 1;
    if (this.#stopping) return;
    if (ranMs > WELL_AFTER_MS) this.#pause = FIRST_PAUSE_MS;
    this.#say(`ended (${how}), starts again in ${this.#pause / 1_000} s`);
    this.#again = setTimeout(() => this.start(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  #say(line: string): void {
    if (line.trim() === "") return;
    this.#lastLine = line;
    this.#log.write(`${new Date().toISOString()} ${line}\n`);
    console.log(`${this.name.padEnd(10)}│ ${line}`);
  }
}

function openLog(data: string, name: string): WriteStream {
  const directory = join(data, "logs");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${name}.log`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}
