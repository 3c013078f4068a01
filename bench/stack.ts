import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { COLLECTOR_NODE_OPTIONS } from "#collector/node-options.ts";
import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { build } from "../bin/build.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const PASSWORD = "bench-password";

export interface BenchStack {
  readonly extranetUrl: string;
  readonly collectorUrl: string;
  readonly handle: DatabaseHandle;
  readonly databasePid: number;
  /** Of the programs and of the database, which lies in mariadb/. */
  readonly data: string;
  readonly collectorPid: number;
  readonly extranetPid: number;
  /** Starts another program of ours, ended with the rest. */
  start(script: string, args: readonly string[], options?: ChildOptions): Promise<ChildProcess>;
  stop(): Promise<void>;
}

interface StackOptions {
  readonly extranet?: boolean;
  readonly bufferPoolMegabytes?: number;
  readonly redoLogMegabytes?: number;
  /** Further settings of the programs. */
  readonly env?: Readonly<Record<string, string>>;
}

interface ChildOptions {
  /** Waited for until it answers 200. */
  readonly health?: string;
  /** Hears each line that it writes. */
  readonly said?: (line: string) => void;
  readonly nodeOptions?: readonly string[];
}

/** `BENCH_PROFILE=DIR` leaves a .cpuprofile of each program there. */
const PROFILE = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
const READY_WITHIN_MS = 60_000;

/**
 * The built collector and, where it is asked for, the built extranet, on free ports of 127.0.0.1, with a private MariaDB in
 * a fresh directory that `fill` fills before they start.
 */
export async function startStack(
  fill: (empty: { handle: DatabaseHandle; data: string }) => Promise<void>,
  { extranet = true, bufferPoolMegabytes = 256, redoLogMegabytes, env: further }: StackOptions = {},
): Promise<BenchStack> {
  await build();
  const data = mkdtempSync(join(tmpdir(), "timonerie-bench-"));
  const server = await startEmbedded({ directory: join(data, "mariadb"), bufferPoolMegabytes, redoLogMegabytes });
  const url = server.url("bench");
  await createDatabase(url);
  await migrate(url, join(ROOT, "db/migrations"));
  const handle = openDatabase(url, 4);
  const children: ChildProcess[] = [];
  const stop = async () => {
    for (const child of children) await ended(child);
    await handle.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };

  const [port, collectorPort] = [await freePort(), await freePort()];
  const extranetUrl = `http://localhost:${port}`;
  const collectorUrl = `http://127.0.0.1:${collectorPort}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: url,
    TIMONERIE_DATA: data,
    TIMONERIE_HOST: "127.0.0.1",
    TIMONERIE_PORT: String(port),
    TIMONERIE_COLLECTOR_PORT: String(collectorPort),
    TIMONERIE_URL: extranetUrl,
    TIMONERIE_COLLECTOR_URL: collectorUrl,
    ...further,
  };
  const start: BenchStack["start"] = async (script, args, { health, said, nodeOptions = [] } = {}) => {
    const loader = script.endsWith(".ts") ? ["--import", "tsx"] : [];
    const child = spawn(process.execPath, [...PROFILE, ...nodeOptions, ...loader, join(ROOT, script), ...args], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (said) createInterface({ input: child.stdout }).on("line", said);
    else child.stdout.resume();
    children.unshift(child);
    if (health) await answering(child, script, health);
    return child;
  };
  try {
    writeFileSync(join(data, "internal.secret"), randomBytes(32).toString("hex"), { mode: 0o600 });
    await fill({ handle, data });
    const collector = await start("build/collector.js", [], {
      health: `${collectorUrl}/healthz`,
      nodeOptions: COLLECTOR_NODE_OPTIONS,
    });
    const served = extranet
      ? await start("build/server/extranet.js", [], { health: `${extranetUrl}/healthz` })
      : undefined;
    return {
      extranetUrl,
      collectorUrl,
      handle,
      databasePid: server.pid,
      data,
      collectorPid: collector.pid ?? 0,
      extranetPid: served?.pid ?? 0,
      start,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A session, as a Cookie header. */
export async function signIn(extranetUrl: string, email: string, password = PASSWORD): Promise<string> {
  const answer = await fetch(`${extranetUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin: extranetUrl, "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

async function answering(child: ChildProcess, script: string, health: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(health).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`${script} does not answer at ${health}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exit;
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  const { port } = listener.address() as AddressInfo;
  await new Promise<void>((closed) => listener.close(() => closed()));
  return port;
}
