import { sql } from "drizzle-orm";

import { database } from "#db/client.server.ts";
import { databaseTrouble } from "#db/health.server.ts";

/** `{"status":"ok"}`, or why not. No secrets: anybody may ask. */
export async function healthOf(): Promise<{ status: "ok" } | { status: "unavailable"; reasons: string[] }> {
  const trouble = await databaseTrouble(() => database().execute(sql`select 1`));
  return trouble === null ? { status: "ok" } : { status: "unavailable", reasons: [trouble] };
}
