/**
 * Time from an agent's reading to the browser's event, idle: a real agent watched at 1 s, the built collector and extranet,
 * and the stream that a machine page reads. All on this machine, so that one clock says both ends.
 * `npm run bench:live [-- SAMPLES]`
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashPassword } from "better-auth/crypto";
import { openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { newToken } from "#domain/machines/tokens.server.ts";
import { build } from "../bin/build.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PASSWORD = "bench-live-password";
const SAMPLES = Number(process.argv[2] ?? 120);
/** The first samples pay for compilation, connections and the schema. */
const WARM_UP_SAMPLES = 5;
const AIM_MS = 300;

const data = mkdtempSync(join(tmpdir(), "timonerie-bench-live-"));
const children: ChildProcess[] = [];
await build();
const server = await startEmbedded({ directory: join(data, "mariadb"), bufferPoolMegabytes: 64 });
try {
  const { delays, inOrder } = await measured();
  delays.sort((one, other) => one - other);
  const at = (share: number) =>
    `${(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0).toFixed(0)} ms`;
  console.table({
    "agent's reading to browser's event": {
      samples: delays.length,
      median: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      longest: at(1),
      "once and in order": inOrder,
      aim: `median < ${AIM_MS} ms`,
    },
  });
} finally {
  for (const child of children) await ended(child);
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

async function measured(): Promise<{ delays: number[]; inOrder: boolean }> {
  const secret = randomBytes(32).toString("hex");
  writeFileSync(join(data, "internal.secret"), secret, { mode: 0o600 });
  const url = server.url("bench");
  await createDatabase(url);
  await migrate(url, join(ROOT, "db/migrations"));
  const { sourceId, token } = await seeded(url);

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
  };
  await started("build/collector.js", [], env, `${collectorUrl}/healthz`);
  await started("build/server/extranet.js", [], env, `${extranetUrl}/healthz`);

  const watch = () =>
    fetch(`${collectorUrl}/internal/watch`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({ sourceId }),
    });
  await watch();
  const lease = setInterval(() => void watch(), 10_000);
  const agentData = join(data, "agent");
  mkdirSync(agentData, { mode: 0o700 });
  writeFileSync(join(agentData, "token"), token, { mode: 0o600 });
  await started("build/agent.cjs", ["run", "--data", agentData, "--url", collectorUrl], env);
  try {
    return await eventsOf(`${extranetUrl}/projects/popgom/live?machine=web-1`, await cookieOf(extranetUrl));
  } finally {
    clearInterval(lease);
  }
}

/** Reads the stream as a browser would, until enough samples came. */
async function eventsOf(url: string, cookie: string): Promise<{ delays: number[]; inOrder: boolean }> {
  const stop = new AbortController();
  const answer = await fetch(url, { headers: { cookie, accept: "text/event-stream" }, signal: stop.signal });
  if (!answer.ok || !answer.body) throw new Error(`${url} answers ${answer.status}`);
  const instants: number[] = [];
  const delays: number[] = [];
  let text = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  while (delays.length < SAMPLES) {
    const { value, done } = await reader.read();
    if (done) throw new Error("The stream ended");
    const now = Date.now();
    const events = (text + value).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events.filter((one) => one.startsWith("event: sample"))) {
      const { at } = JSON.parse(event.slice(event.indexOf("data: ") + 6)) as { at: number };
      instants.push(at);
      if (instants.length > WARM_UP_SAMPLES) delays.push(now - at);
    }
  }
  stop.abort();
  return { delays, inOrder: instants.every((at, index) => index === 0 || at > (instants[index - 1] ?? at)) };
}

async function seeded(url: string): Promise<{ sourceId: number; token: string }> {
  const { db, close } = openDatabase(url, 2);
  try {
    const world = await seedDemo(db, await hashPassword(PASSWORD), new Date());
    const sourceId = world.popgom.machines.find(({ name }) => name === "web-1")?.sourceId;
    if (!sourceId) throw new Error("The demo has no web-1");
    const { token, hash } = newToken();
    await db.insert(sourceTokens).values({ sourceId, tokenHash: hash, createdAt: new Date() });
    return { sourceId, token };
  } finally {
    await close();
  }
}

async function cookieOf(extranetUrl: string): Promise<string> {
  const answer = await fetch(`${extranetUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin: extranetUrl, "content-type": "application/json" },
    body: JSON.stringify({ email: DEMO_PEOPLE.admin.email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Nobody can sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

async function started(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  health?: string,
): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  children.unshift(child);
  for (let attempt = 0; health; attempt += 1) {
    if (
      await fetch(health).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (attempt > 300 || child.exitCode !== null) throw new Error(`${script} does not answer at ${health}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
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
