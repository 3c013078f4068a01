import { databaseTrouble } from "#db/client.server.ts";

import type { Collector } from "./collector.ts";
import type { Answer } from "./http/answers.ts";

/**
 * `GET /healthz`: 200 when pushes are accepted and the database answers, else 503 with the reasons; no secrets. `degraded` says
 * what does not keep samples from being accepted, and needs somebody all the same.
 */
export async function health({
  pool,
  reasons,
  sealing,
}: Pick<Collector, "pool" | "reasons"> & { readonly sealing: Pick<Collector["sealing"], "notes"> }): Promise<Answer> {
  const trouble = await databaseTrouble(() => pool.query("SELECT 1"));
  const found = trouble === null ? [...reasons] : [...reasons, trouble];
  const degraded = sealing.notes();
  if (found.length === 0) return { status: 200, body: { status: "ok", ...(degraded.length > 0 ? { degraded } : {}) } };
  return { status: 503, body: { status: "unavailable", reasons: found }, headers: { "retry-after": "5" } };
}
