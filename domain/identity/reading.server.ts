import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";

/** What one may choose at the foot of any page. Absent: unchanged; null: as the browser or the system has it. */
export interface Reading {
  readonly locale?: "fr" | "en" | "es" | null;
  readonly theme?: "light" | "dark" | null;
}

/** A user's own language and theme. Not audited: it changes nothing but how they read. */
export async function chooseReading(db: Database, userId: string, reading: Reading, now = new Date()): Promise<void> {
  await db
    .update(user)
    .set({ ...reading, updatedAt: now })
    .where(eq(user.id, userId));
}
