import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "../client.server.ts";
import { machines } from "../schema/machines.ts";
import { projects } from "../schema/projects.ts";
import { sources } from "../schema/sources.ts";
import { required } from "./fleet.ts";

export interface LocalMachine {
  readonly id: number;
  readonly projectId: number;
  readonly sourceId: number;
}

const NAME = "local";
const PROJECT = "popgom";

/** The machine that runs the demo, measured by a real agent: the one machine of the demo that is not simulated. */
export async function insertLocalMachine(db: Database, projectId: number, now = new Date()): Promise<void> {
  const [machine] = await db
    .insert(machines)
    .values({ projectId, name: NAME, role: "other", addresses: [], tags: [], simulated: false, createdAt: now })
    .$returningId();
  await db.insert(sources).values({ projectId, machineId: required(machine).id, createdAt: now });
}

/** Undefined where the database has no demo, or somebody renamed or retired it. */
export async function localMachine(db: Database): Promise<LocalMachine | undefined> {
  const [found] = await db
    .select({ id: machines.id, projectId: machines.projectId, sourceId: sources.id })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .innerJoin(sources, eq(sources.machineId, machines.id))
    .where(
      and(
        eq(projects.slug, PROJECT),
        eq(machines.name, NAME),
        eq(machines.simulated, false),
        isNull(machines.retiredAt),
      ),
    );
  return found;
}
