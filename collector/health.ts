import { databaseTrouble } from "#db/client.server.ts";

import type { Collector } from "./collector.ts";
import type { Answer } from "./http/answers.ts";

/** `GET /healthz`: 200 when pushes are accepted and the database answers, else 503 with the reasons; no secrets. */
export async function health({ pool, reasons }: Pick<Collector, "pool" | "reasons">): Promise<Answer> {
  const trouble = await databaseTrouble(() => pool.query("SELECT 1"));
  const found = trouble === null ? [...reasons] : [...reasons, trouble];
  if (found.length === 0) return { status: 200, body: { status: "ok" } };
  return { status: 503, body: { status: "unavailable", reasons: found }, headers: { "retry-after": "5" } };
}
