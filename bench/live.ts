/**
 * Time from an agent's reading to the browser's event, idle: a real agent watched at 1 s, the built collector and extranet,
 * and the stream that a machine page reads. All on this machine, so that one clock says both ends.
 * `npm run bench:live [-- SAMPLES]`
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";

import type { Database } from "#db/client.server.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { newToken } from "#domain/machines/tokens.server.ts";

import { type BenchStack, PASSWORD, signIn, startStack } from "./stack.ts";

const SAMPLES = Number(process.argv[2] ?? 120);
/** The first samples pay for compilation, connections and the schema. */
const WARM_UP_SAMPLES = 5;
const AIM_MS = 300;

let watched = { sourceId: 0, token: "" };
const stack = await startStack(
  async ({ handle }) => {
    watched = await seeded(handle.db);
  },
  { bufferPoolMegabytes: 64 },
);
try {
  const { delays, inOrder } = await measured(stack);
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
  await stack.stop();
}

async function measured({ collectorUrl, extranetUrl, data, start }: BenchStack) {
  const secret = readFileSync(join(data, "internal.secret"), "utf8");
  const watch = () =>
    fetch(`${collectorUrl}/internal/watch`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({ sourceId: watched.sourceId }),
    });
  await watch();
  const lease = setInterval(() => void watch(), 10_000);
  const agentData = join(data, "agent");
  mkdirSync(agentData, { mode: 0o700 });
  writeFileSync(join(agentData, "token"), watched.token, { mode: 0o600 });
  await start("build/agent.cjs", ["run", "--data", agentData, "--url", collectorUrl]);
  try {
    const cookie = await signIn(extranetUrl, DEMO_PEOPLE.admin.email);
    return await eventsOf(`${extranetUrl}/projects/popgom/live?machine=web-1`, cookie);
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

async function seeded(db: Database): Promise<{ sourceId: number; token: string }> {
  const world = await seedDemo(db, await hashPassword(PASSWORD), new Date());
  const sourceId = world.popgom.machines.find(({ name }) => name === "web-1")?.sourceId;
  if (!sourceId) throw new Error("The demo has no web-1");
  const { token, hash } = newToken();
  await db.insert(sourceTokens).values({ sourceId, tokenHash: hash, createdAt: new Date() });
  return { sourceId, token };
}
