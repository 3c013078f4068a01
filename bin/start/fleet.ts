import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { and, eq, isNull } from "drizzle-orm";

import type { SimulatedMachine, Story } from "#agent/simulate/machine.ts";
import { seedOf } from "#agent/simulate/machine.ts";
import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { newToken, tokenHash } from "#domain/machines/tokens.server.ts";
import type { ProgramPlan } from "./program.ts";
import type { Settings } from "./settings.ts";

/** A machine of the simulator's list, with the source it is in the model. */
export interface FleetEntry extends SimulatedMachine {
  readonly sourceId: number;
  readonly url: string;
  readonly token: string;
}

export interface Fleet {
  readonly machines: readonly FleetEntry[];
  readonly plan: ProgramPlan;
}

/** What happens in the demo, by project and machine; all others work steadily. */
const STORIES: Readonly<Record<string, Story>> = {
  "popgom/app-2": "memory_leak",
  "popgom/db-1": "filling_disk",
  "popgom/orders-1": "falls_silent",
  "corvin/app-3": "memory_leak",
  "velorama/db-1": "filling_disk",
  "perche/db-4": "filling_disk",
  "quais/web-3": "falls_silent",
};

const GB = 1_000_000_000;
/** Of a machine for which nothing is contracted, as the balancers. */
const SMALL = { cpuGhz: 2, memoryBytes: 2 * GB, diskBytes: 10 * GB };
const GHZ_A_CORE = 2;

/**
 * The simulator's list of machines, written where only its owner reads it: it holds their tokens. Undefined where the model
 * has no simulated machine.
 */
export async function simulatedFleet(db: Database, settings: Settings, now = new Date()): Promise<Fleet | undefined> {
  const file = join(settings.data, "secrets", "simulated-fleet.json");
  const before: FleetEntry[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const rows = await simulatedMachines(db);
  if (rows.length === 0) return undefined;

  const isKnown = await knownTokens(db);
  const url = `http://127.0.0.1:${settings.collectorPort}`;
  const fleet = rows.map((row): FleetEntry => {
    const kept = before.find((entry) => entry.sourceId === row.sourceId && isKnown(entry));
    return {
      ...hardwareOf(row),
      sourceId: row.sourceId,
      name: row.name,
      project: row.project,
      role: row.role,
      seed: seedOf(row.project, row.name),
      story: STORIES[`${row.project}/${row.name}`] ?? "steady",
      // The story goes on where it stood before a restart.
      storyAt: kept?.storyAt ?? now.getTime(),
      url,
      token: kept?.token ?? newToken().token,
    };
  });

  // The file first: a crash in between costs tokens that nobody knows, never a machine without one.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(fleet, null, 1), { mode: 0o600 });
  const made = fleet.filter((entry) => !isKnown(entry));
  if (made.length > 0) {
    await db
      .insert(sourceTokens)
      .values(made.map(({ sourceId, token }) => ({ sourceId, tokenHash: tokenHash(token), createdAt: now })));
  }
  const plan: ProgramPlan = {
    name: "fleet",
    script: join(settings.root, "build/simulate.js"),
    args: [file],
    env: { ...process.env, NODE_ENV: "production" },
  };
  return { machines: fleet, plan };
}

async function simulatedMachines(db: Database) {
  return db
    .select({
      sourceId: sources.id,
      project: projects.slug,
      name: machines.name,
      role: machines.role,
      cpuGhz: machines.contractedCpuGhz,
      memoryBytes: machines.contractedMemoryBytes,
      diskBytes: machines.contractedDiskBytes,
    })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .innerJoin(sources, eq(sources.machineId, machines.id))
    .where(and(eq(machines.simulated, true), isNull(machines.retiredAt)))
    .orderBy(sources.id);
}

/** The list may be of another database, or a token revoked in the extranet: then a new one is made. */
async function knownTokens(db: Database): Promise<(entry: { sourceId: number; token: string }) => boolean> {
  const rows = await db
    .select({ sourceId: sourceTokens.sourceId, hash: sourceTokens.tokenHash })
    .from(sourceTokens)
    .where(isNull(sourceTokens.revokedAt));
  const known = new Set(rows.map(({ sourceId, hash }) => `${sourceId} ${hash.toString("hex")}`));
  return ({ sourceId, token }) => known.has(`${sourceId} ${tokenHash(token).toString("hex")}`);
}

/** What is contracted is what the machine has: so many cores that each has some 2 GHz. */
function hardwareOf(row: { cpuGhz: number | null; memoryBytes: number | null; diskBytes: number | null }) {
  const cpuGhz = row.cpuGhz ?? SMALL.cpuGhz;
  const cores = Math.max(1, Math.round(cpuGhz / GHZ_A_CORE));
  return {
    cores,
    nominalGhz: cpuGhz / cores,
    memoryBytes: row.memoryBytes ?? SMALL.memoryBytes,
    diskBytes: row.diskBytes ?? SMALL.diskBytes,
  };
}
