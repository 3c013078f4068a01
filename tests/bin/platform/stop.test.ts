import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

import { readFirstPort } from "#bin/platform/ports.ts";
import { build } from "../../../bin/build.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const WITHIN = { timeout: 120_000, interval: 50 };

beforeAll(() => build(), 180_000);

test(
  "Ctrl-C ends the platform while it starts and while it runs, and leaves no process",
  () =>
    withDirectory(async (directory, port) => {
      const started = run(directory, port);
      await expect.poll(() => existsSync(join(directory, "db-1/db.sock")), WITHIN).toBe(true);
      started.pressCtrlC();
      await started.ended;
      expect(started.output()).toMatch(/Stopping …\s*$/);
      expect(processesOf(directory)).toEqual([]);

      const running = run(directory, port);
      await expect.poll(running.output, WITHIN).toContain("POPGOM is open at");
      expect(processesOf(directory).length).toBeGreaterThan(8);
      running.pressCtrlC();
      await running.ended;
      expect(running.output()).toMatch(/Stopping …\s*$/);
      expect(processesOf(directory)).toEqual([]);
    }),
  240_000,
);

test(
  "a port that is taken is told in a sentence, before anything is started",
  () =>
    withDirectory(async (directory, port) => {
      const stranger = createServer();
      await new Promise<void>((listening) => stranger.listen(port + 3, "127.0.0.1", listening));
      try {
        const refused = run(directory, port);
        expect(await refused.ended).toBe(1);
        expect(refused.output()).toContain(`Port ${port + 3} of 127.0.0.1 is taken by another program.`);
        expect(refused.output()).not.toContain("    at ");
        expect(readdirSync(directory)).toEqual([]);
      } finally {
        stranger.close();
      }
    }),
  120_000,
);

test.each(["here", "80.5", "65528"])("the port %s is refused in a sentence", (text) => {
  expect(() => readFirstPort(text)).toThrow(`PLATFORM_PORT is ${text}: it may be a whole number from 1 to 65527.`);
});

interface Run {
  readonly output: () => string;
  /** Its exit code, when all of it has gone; null where Ctrl-C ended npm. */
  readonly ended: Promise<number | null>;
  /** As a terminal does: to every process of its group. */
  pressCtrlC(): void;
}

/** `npm run platform` as somebody types it. */
function run(directory: string, port: number): Run {
  const env = { ...process.env, PLATFORM_DATA: directory, PLATFORM_PORT: String(port) };
  const child: ChildProcess = spawn("npm", ["run", "platform"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text) => {
      written += text;
    });
  }
  return {
    output: () => written,
    ended: new Promise((settle) => child.once("close", settle)),
    pressCtrlC: () => void process.kill(-(child.pid ?? 0), "SIGINT"),
  };
}

/** Numbers of the living that were started for this directory, by what they were told. */
function processesOf(directory: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`PLATFORM_DATA=${directory}`);
    } catch {
      return false;
    }
  });
}

async function withDirectory(use: (directory: string, port: number) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "platform-"));
  try {
    await use(directory, 20_000 + Math.floor(Math.random() * 1_000) * 10);
  } finally {
    for (const pid of processesOf(directory)) process.kill(Number(pid), "SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  }
}
