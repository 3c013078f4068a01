import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

import { openDatabase } from "#db/client.server.ts";
import { keepFile } from "#domain/attachments/store.server.ts";

/**
 * A process of its own that keeps every file of a directory, the first as often as it takes to be warm, and says of each
 * what became of it, what it cost, and by how much the most memory that was ever held has grown. `late` is a planted
 * fault: the same answers, after 200 MB were unpacked.
 */
const [databaseUrl = "", directory = "", fault] = process.argv.slice(2);
const { db, close } = openDatabase(databaseUrl);
const [warm = "", ...names] = readdirSync(directory).sort();
for (let round = 0; round < 2; round += 1) await keep(warm);
for (const name of fault === "late" ? names.slice(0, 1) : names) {
  const before = process.resourceUsage();
  const began = performance.now();
  const answer = await keep(name);
  const tookMs = performance.now() - began;
  const after = process.resourceUsage();
  const cpuMs = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1_000;
  const told = { name, answer, ms: Math.min(tookMs, cpuMs), grownBytes: (after.maxRSS - before.maxRSS) * 1_024 };
  console.log(JSON.stringify(told));
}
await close();

async function keep(name: string): Promise<string> {
  const path = join(directory, name);
  if (fault === "late") unpackAll(readFileSync(path));
  const shown = name.replace(/^\d+-/, "");
  const kept = await keepFile(db, { projectId: null, uploaderId: null, name: shown, bytes: createReadStream(path) });
  return "refused" in kept ? kept.refused : "kept";
}

function unpackAll(bytes: Buffer): Buffer | undefined {
  if (bytes.toString("latin1", 0, 4) !== "PK\x03\x04") return;
  try {
    return inflateRawSync(bytes.subarray(30 + bytes.readUInt16LE(26)), { maxOutputLength: 200_000_000 });
  } catch {
    return;
  }
}
