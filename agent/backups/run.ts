import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";

import type { Clock } from "../clock.ts";
import type { Sensor } from "../host/sensor.ts";
import type { Post } from "../transport.ts";
import { BACKUPS_FILE } from "./config.ts";
import { sendBackups } from "./send.ts";

/** Repositories are read seldom; what waits is told sooner. */
const READ_EVERY_MS = 5 * 60_000;
const SEND_EVERY_MS = 60_000;
/** Trouble with the token is for people to mend. */
const REFUSED_MS = 5 * 60_000;
const READ_MS = 4 * 60_000;
const MAX_OUTPUT = 64_000;

export interface BackupParts {
  readonly dataDirectory: string;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Reads every job into the outbox; answers a sentence where one could not be read. */
  readonly read?: (dataDirectory: string) => { readonly done: Promise<string>; stop(): void };
}

/** Reads the finished backups of this machine every few minutes and tells them. `sensor` tells of jobs that cannot be read. */
export function tellBackups(parts: BackupParts): { sensor: Sensor; stop(): void } {
  const { dataDirectory, post, clock, log, read = readInChild } = parts;
  let problem = "";
  let cancel = () => {};
  let reading: { stop(): void } | undefined;
  let isStopped = false;
  let readAt = Number.NEGATIVE_INFINITY;
  let told = "";

  const turn = async () => {
    const isDue = clock.monotonic() - readAt >= READ_EVERY_MS;
    if (isDue && existsSync(join(dataDirectory, BACKUPS_FILE))) {
      readAt = clock.monotonic();
      const child = read(dataDirectory);
      reading = child;
      problem = await child.done.catch((error: Error) => error.message);
      reading = undefined;
      if (problem) say(problem);
    }
    if (isStopped) return;
    const sent = await sendBackups(dataDirectory, post, log).catch((error: Error) => ({
      ...{ later: error.message, isRefused: false },
    }));
    const waits = "later" in sent ? sent.later : "";
    say(waits && `backups not told, kept: ${waits}`);
    if (!isStopped) cancel = clock.after("later" in sent && sent.isRefused ? REFUSED_MS : SEND_EVERY_MS, run);
  };
  const run = () => void turn();

  run();
  return {
    sensor: { name: "backups", read: () => (problem ? fail(problem) : new Map()) },
    stop() {
      isStopped = true;
      cancel();
      reading?.stop();
    },
  };

  /** The same line every minute helps nobody. */
  function say(line: string): void {
    if (line && line !== told) log(line);
    told = line;
  }
}

function fail(problem: string): never {
  throw new Error(problem);
}

/**
 * Runs this very bundle as a child that reads and ends: the tools that it starts are its own group, so that nothing of them is
 * left when it takes too long.
 */
function readInChild(dataDirectory: string): { done: Promise<string>; stop(): void } {
  const entry = process.argv[1] ?? "";
  if (basename(entry) !== "agent.cjs") return { done: Promise.resolve(""), stop() {} };
  const child = spawn(process.execPath, [entry, "read-backups", "--data", dataDirectory], {
    ...{ detached: true, stdio: ["ignore", "ignore", "pipe"] },
  });
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  };
  const timer = setTimeout(stop, READ_MS);
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < MAX_OUTPUT) said += text;
  });
  const done = new Promise<string>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve("");
      else resolve(said.trim().replaceAll("\n", "; ").slice(0, 300) || `backups were not read: ${code ?? signal}`);
    });
  });
  return { done, stop };
}
