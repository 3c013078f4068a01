import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { newToken, tokenHash } from "#domain/machines/tokens.server.ts";

export interface SimulatedMachine {
  readonly sourceId: number;
  readonly project: string;
  readonly name: string;
  readonly role: string;
  readonly contractedCpuGhz: number | null;
  readonly contractedMemoryBytes: number | null;
  readonly contractedDiskBytes: number | null;
}

/** The machines that the model marks as simulated and that are not retired. */
export async function simulatedMachines(db: Database): Promise<SimulatedMachine[]> {
  return db
    .select({
      sourceId: sources.id,
      project: projects.slug,
      name: machines.name,
      role: machines.role,
      contractedCpuGhz: machines.contractedCpuGhz,
      contractedMemoryBytes: machines.contractedMemoryBytes,
      contractedDiskBytes: machines.contractedDiskBytes,
    })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .innerJoin(sources, eq(sources.machineId, machines.id))
    .where(and(eq(machines.simulated, true), isNull(machines.retiredAt)));
}

/**
 * A token for each simulated machine, by source. Only hashes are in the database: the texts are kept in the data directory,
 * and those that the database does not know (any more) are made anew.
 */
export async function fleetTokens(
  db: Database,
  data: string,
  fleet: readonly SimulatedMachine[],
  now = new Date(),
): Promise<Map<number, string>> {
  const file = join(data, "secrets", "simulated-fleet.json");
  const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const known = await db
    .select({ sourceId: sourceTokens.sourceId, hash: sourceTokens.tokenHash })
    .from(sourceTokens)
    .where(isNull(sourceTokens.revokedAt));
  const isKnown = (sourceId: number, token: string) =>
    known.some((row) => row.sourceId === sourceId && row.hash.equals(tokenHash(token)));

  const tokens = new Map<number, string>();
  const made: { sourceId: number; tokenHash: Buffer; createdAt: Date }[] = [];
  for (const { sourceId } of fleet) {
    const before = kept[sourceId];
    if (before && isKnown(sourceId, before)) {
      tokens.set(sourceId, before);
      continue;
    }
    const { token, hash } = newToken();
    tokens.set(sourceId, token);
    made.push({ sourceId, tokenHash: hash, createdAt: now });
  }
  if (made.length === 0) return tokens;

  // The file first: a crash in between costs tokens that nobody knows, never a machine without one.
  mkdirSync(join(data, "secrets"), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(Object.fromEntries(tokens)), { mode: 0o600 });
  await db.insert(sourceTokens).values(made);
  return tokens;
}
