import type { Collector } from "./collector.ts";
import type { Answer } from "./http/answers.ts";

const PATIENCE_MS = 2_000;

/** `GET /healthz`: 200 when pushes are accepted and the database answers, else 503 with the reasons; no secrets. */
export async function health({ pool, reasons }: Pick<Collector, "pool" | "reasons">): Promise<Answer> {
  const found = [...reasons];
  try {
    await pool.query({ sql: "SELECT 1", timeout: PATIENCE_MS });
  } catch {
    found.push("the database does not answer");
  }
  if (found.length === 0) return { status: 200, body: { status: "ok" } };
  return { status: 503, body: { status: "unavailable", reasons: found }, headers: { "retry-after": "5" } };
}
