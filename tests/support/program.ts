import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

import { stopProcess } from "#db/processes.ts";

export interface TestProgram {
  readonly child: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** SIGTERM, and SIGKILL after 15 s. */
  stop(): Promise<void>;
  /** At once and without a word, as a crash. */
  kill(): Promise<void>;
}

export interface ProgramToTest {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Waited for until it answers 200. */
  readonly health?: string;
}

const READY_WITHIN_MS = 60_000;

/** Starts a built program and waits until it answers. What it wrote is in the error when it does not. */
export async function startProgram({ script, args = [], env, health }: ProgramToTest): Promise<TestProgram> {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      written += text;
    });
  }
  const gone = new Promise<void>((settle) => child.once("exit", () => settle()));
  const program: TestProgram = {
    child,
    output: () => written,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        await stopProcess(child.pid, 15_000);
        await gone;
      }
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
  if (health) await answering(health, program, script);
  return program;
}

async function answering(url: string, program: TestProgram, script: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && program.child.exitCode === null && program.child.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((wake) => setTimeout(wake, 30));
  }
  await program.kill();
  throw new Error(`${script} did not answer at ${url}:\n${program.output()}`);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
