import { sql } from "drizzle-orm";

import { database, databaseTrouble } from "#db/client.server.ts";

/** `{"status":"ok"}`, or why not. No secrets: anybody may ask. */
export async function healthOf(): Promise<{ status: "ok" } | { status: "unavailable"; reasons: string[] }> {
  const trouble = await databaseTrouble(() => database().execute(sql`select 1`));
  return trouble === null ? { status: "ok" } : { status: "unavailable", reasons: [trouble] };
}
