import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Pool } from "mysql2/promise";

import { newToken } from "#domain/machines/tokens.server.ts";

import type { BenchMachine } from "../patterns.ts";

/** Gives every machine a token, and writes the sender's list. Returns its path. */
export async function writeFleet(pool: Pool, machines: readonly BenchMachine[], directory: string): Promise<string> {
  const made = machines.map((machine) => ({ machine, ...newToken() }));
  for (let start = 0; start < made.length; start += 1_000) {
    const rows = made.slice(start, start + 1_000).map(({ machine, hash }) => [machine.sourceId, hash, new Date()]);
    await pool.query("INSERT INTO source_tokens (source_id, token_hash, created_at) VALUES ?", [rows]);
  }
  const file = join(directory, "fleet.json");
  writeFileSync(file, JSON.stringify(made.map(({ machine, token }) => ({ ...machine, token }))), { mode: 0o600 });
  return file;
}
