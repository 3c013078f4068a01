import type { Collector } from "../../collector.ts";
import { type Answer, refusal } from "../../http/answers.ts";
import type { Source } from "../source-tokens.ts";
import type { Points } from "./points.ts";
import { positionsIn, SchemaChangesTooOften } from "./schemas.ts";

/** Commits the points of a request; the series that found no room are added to what is refused. */
export async function storePoints(
  { doors, figures }: Pick<Collector, "doors" | "figures">,
  source: Source,
  points: Points,
  { tooOften }: { readonly tooOften: 429 | 503 },
): Promise<{ kept: number } | Answer> {
  try {
    const schema = points.kept.length === 0 ? undefined : await doors.write(source.id, points.kept);
    const positions = schema && positionsIn(schema);
    let kept = 0;
    for (const { key } of points.kept) {
      if (positions?.has(key)) kept += 1;
      else points.refused.add(key, "too_many_series", "$");
    }
    figures.countRefused(points.refused.reasons);
    return { kept };
  } catch (error) {
    if (!(error instanceof SchemaChangesTooOften)) throw error;
    return refusal(tooOften, "too_many_requests", error.message, { retryAfterSeconds: error.retryAfterSeconds });
  }
}
