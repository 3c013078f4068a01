import { sql } from "drizzle-orm";

import { database } from "#db/client.server.ts";

const PATIENCE_MS = 2_000;

/** `{"status":"ok"}`, or why not. No secrets: anybody may ask. */
export async function healthOf(): Promise<{ status: "ok" } | { status: "unavailable"; reasons: string[] }> {
  const late = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, "the database is slow").unref());
  const asked = database()
    .execute(sql`select 1`)
    .then(() => null)
    .catch(() => "the database does not answer");
  const reason = await Promise.race([asked, late]);
  return reason === null ? { status: "ok" } : { status: "unavailable", reasons: [reason] };
}
