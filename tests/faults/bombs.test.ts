import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compress } from "snappyjs";
import { expect, test } from "vitest";

import { ownDatabase } from "#tests/support/database.ts";
import { freePort, startProgram } from "#tests/support/program.ts";
import { popgom } from "#tests/support/world.ts";

import { pushBody, send, tokenFor } from "../collector/support.ts";
import { CollectorProcess, peakMemoryBytes, processorMs } from "./collector-process.ts";

const MEGABYTE = 1_000_000;
const ANSWERED_WITHIN_MS = 200;
const MEMORY_GROWS_BY = 32 * MEGABYTE;

/** 16 MB of zeros are 16 KB of gzip; members one after the other are one body. */
const member = gzipSync(Buffer.alloc(16 * MEGABYTE));
const zeros = (megabytes: number) => Buffer.concat(Array(Math.ceil(megabytes / 16)).fill(member));
/** Snappy says its length first, as a varint. */
const declaring = (length: number, rest: Buffer) => {
  const bytes: number[] = [];
  for (let left = length; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) return Buffer.concat([Buffer.from(bytes), rest]);
  }
};

const GZIP = { "content-encoding": "gzip" };
const SNAPPY = { "content-encoding": "snappy" };
const OTLP = { "content-type": "application/json" };
const PROTOBUF = { "content-type": "application/x-protobuf" };

type Bomb = readonly [sentence: string, path: string, body: Buffer, headers: Record<string, string>, status: number];

const BOMBS: readonly Bomb[] = [
  ["gzip, 1.57 MB that become 1.6 GB", "/v1/push", zeros(1_600), GZIP, 413],
  ["gzip, 0.8 MB that become 800 MB", "/v1/push", zeros(800), GZIP, 413],
  ["gzip, 0.8 MB that become 800 MB", "/v1/metrics", zeros(800), { ...GZIP, ...OTLP }, 413],
  ["gzip, 0.8 MB that become 800 MB", "/v1/inventory", zeros(800), GZIP, 413],
  ["snappy of 18 MB", "/api/v1/write", compress(Buffer.alloc(18 * MEGABYTE)), SNAPPY, 413],
  ["snappy that declares 4 GB", "/api/v1/write", declaring(2 ** 32 - 1, Buffer.alloc(1_000)), SNAPPY, 413],
  ["snappy that would turn for ever", "/api/v1/write", Buffer.from([5, 0xfc, 0xfa, 0xff, 0xff, 0xff]), SNAPPY, 400],
  ["protobuf of 4 million empty series", "/api/v1/write", compress(parts()), SNAPPY, 413],
  ["protobuf of 4 million empty resources", "/v1/metrics", gzipSync(parts()), { ...GZIP, ...PROTOBUF }, 413],
  ["JSON of 2.6 million empty points", "/v1/metrics", gzipSync(emptyPoints()), { ...GZIP, ...OTLP }, 413],
  ["JSON nested 8 million deep", "/v1/push", gzipSync("[".repeat(8 * MEGABYTE)), GZIP, 400],
  ["JSON nested 1.6 million deep", "/v1/metrics", gzipSync('{"a":'.repeat(1_600_000)), { ...GZIP, ...OTLP }, 400],
];

/** Sends each bomb and tells which was not defused. */
async function breaches(
  url: string,
  token: string,
  { memory, processorMs }: { memory: () => number; processorMs: () => number },
  bombs = BOMBS,
): Promise<string[]> {
  const found: string[] = [];
  for (const [sentence, path, body, headers, status] of bombs) {
    const before = memory();
    let answer: { status: number | string } = { status: "none" };
    let took = Number.POSITIVE_INFINITY;
    // Of three, and of the clock's and the processor's: what a machine does beside this is not the bomb's.
    for (let round = 0; round < 3 && took > ANSWERED_WITHIN_MS; round += 1) {
      const started = performance.now();
      const usedBefore = processorMs();
      answer = await send(url, path, { token, body, headers }).catch((error: Error) => ({ status: error.message }));
      took = Math.min(performance.now() - started, Math.max(processorMs() - usedBefore, 1));
    }
    const grown = (memory() - before) / MEGABYTE;
    const what = `${sentence} to ${path}: ${answer.status} after ${took.toFixed(0)} ms, ${grown.toFixed(0)} MB more`;
    if (answer.status !== status || took > ANSWERED_WITHIN_MS || grown * MEGABYTE > MEMORY_GROWS_BY) found.push(what);
    console.log(what);
  }
  return found;
}

test("no body becomes more than it may: refused in 200 ms, and within 32 MB (L6)", { timeout: 120_000 }, async () => {
  const database = await ownDatabase();
  const collector = await CollectorProcess.prepare(database.url);
  try {
    const token = await tokenFor(database.db, (await popgom(database.db)).web1.sourceId);
    await collector.start();
    // What it needs for any body of the longest length: those are let in.
    const longest = gzipSync(JSON.stringify({ ...pushBody([]), snapshots: Array(499).fill("x".repeat(15_000)) }));
    for (let round = 0; round < 5; round += 1) {
      expect((await send(collector.url, "/v1/push", { token, body: longest, headers: GZIP })).status).toBe(200);
    }
    expect(await breaches(collector.url, token, costOf(collector.pid))).toEqual([]);
    expect((await send(collector.url, "/v1/push", { token, body: pushBody([]) })).status).toBe(200);
  } finally {
    await collector.remove();
    await database.drop();
  }
});

test("a server without limits is found by these bombs", { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), "bombs-"));
  const port = await freePort();
  const script = join(directory, "unbounded.cjs");
  const snappy = fileURLToPath(new URL("../../node_modules/snappyjs/index.js", import.meta.url));
  writeFileSync(script, unbounded(port, snappy));
  const server = await startProgram({ script, env: process.env, health: `http://127.0.0.1:${port}/healthz` });
  try {
    const some: Bomb[] = [
      ["gzip, 0.3 MB that become 320 MB", "/v1/push", zeros(320), GZIP, 413],
      ["snappy that declares 1 GB", "/api/v1/write", declaring(2 ** 30, Buffer.alloc(1_000)), SNAPPY, 413],
    ];
    expect(await breaches(`http://127.0.0.1:${port}`, "", costOf(server.child.pid), some)).toHaveLength(some.length);
  } finally {
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
});

function costOf(pid: number | undefined) {
  return { memory: () => peakMemoryBytes(pid), processorMs: () => processorMs(pid) };
}

/** Four million parts of two bytes each, just below the longest body. */
function parts(): Buffer {
  return Buffer.alloc(7_900_000, Buffer.from([10, 0]));
}

function emptyPoints(): string {
  const points = Array(2_600_000).fill("{}").join(",");
  return `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[${points}]}}]}]}]}`;
}

function unbounded(port: number, snappy: string): string {
  return `
const { gunzipSync } = require("node:zlib");
const { uncompress } = require(${JSON.stringify(snappy)});
require("node:http").createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const wire = Buffer.concat(parts);
  const decode = { gzip: gunzipSync, snappy: uncompress }[request.headers["content-encoding"]];
  try { if (decode) decode(wire); response.end(); } catch { response.writeHead(400).end(); }
}).listen(${port}, "127.0.0.1");
`;
}
