import { and, desc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { pins } from "#db/schema/pins.ts";

import type { Pin } from "./pin.ts";

/** The facts that are kept of a project, the newest first. */
export async function pinsOf(db: Database, projectId: number, limit = 200): Promise<Pin[]> {
  const { id, path, title, sentence, authorName, at } = pins;
  return db
    .select({ id, for: pins.for, path, title, sentence, authorName, at })
    .from(pins)
    .where(and(eq(pins.projectId, projectId), isNull(pins.removedAt)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
}
