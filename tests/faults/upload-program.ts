import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInflateRaw } from "node:zlib";

import { openDatabase } from "#db/client.server.ts";
import { keepFile } from "#domain/attachments/store.server.ts";

/** By the planted fault. */
const UNPACKED_BYTES = 200_000_000;

/**
 * A process of its own that keeps every file of a directory, the first as often as it takes to be warm, and says of each
 * what became of it, what it cost, and by how much the memory it holds, or the most it ever held, has grown. `late` is a
 * planted fault: the same answers, after 200 MB were unpacked.
 */
const [databaseUrl = "", directory = "", fault] = process.argv.slice(2);
const { db, close } = openDatabase(databaseUrl);
const [warm = "", ...names] = readdirSync(directory).sort();
const held: Buffer[][] = [];
for (let round = 0; round < 2; round += 1) await keep(warm);
for (const name of fault === "late" ? names.slice(0, 1) : names) {
  const before = { ...process.resourceUsage(), rss: process.memoryUsage.rss() };
  const began = performance.now();
  const answer = await keep(name);
  const tookMs = performance.now() - began;
  const after = process.resourceUsage();
  const cpuMs = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1_000;
  // Not every kernel tells the most that was held; what is held now, each does.
  const grownBytes = Math.max((after.maxRSS - before.maxRSS) * 1_024, process.memoryUsage.rss() - before.rss);
  const told = { name, answer, ms: Math.min(tookMs, cpuMs), grownBytes };
  console.log(JSON.stringify(told));
}
await close();

async function keep(name: string): Promise<string> {
  const path = join(directory, name);
  const unpacked = fault === "late" ? await unpack(readFileSync(path)) : [];
  const shown = name.replace(/^\d+-/, "");
  const kept = await keepFile(db, { projectId: null, uploaderId: null, name: shown, bytes: createReadStream(path) });
  if (unpacked.length > 0) held.push(unpacked);
  return "refused" in kept ? kept.refused : "kept";
}

async function unpack(bytes: Buffer): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  if (bytes.toString("latin1", 0, 4) !== "PK\x03\x04") return chunks;
  const inflated = createInflateRaw();
  inflated.end(bytes.subarray(30 + bytes.readUInt16LE(26)));
  let length = 0;
  for await (const chunk of inflated) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= UNPACKED_BYTES) break;
  }
  return chunks;
}
