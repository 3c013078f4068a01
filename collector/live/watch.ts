import type { IncomingMessage } from "node:http";
import { z } from "zod";

import { WATCH_LEASE_MS } from "#collector/protocol/feed.ts";

import type { Collector } from "../collector.ts";
import { type Answer, isAnswer, refusal } from "../http/answers.ts";
import { readBody } from "../http/body.ts";
import { parseJson, refusalOf } from "../ingest/json.ts";
import { refusalOfStranger } from "./secret.ts";

/** More machines than this are not watched at one second at a time: the others stay at ten. */
const MAX_WATCHED = 200;

/** Who is watched, and until when. */
export class Watches {
  private readonly until = new Map<number, number>();

  /** Watches a source for the length of a lease. False when too many are watched already. */
  watch(sourceId: number, now: number): boolean {
    for (const [one, until] of this.until) if (until <= now) this.until.delete(one);
    if (!this.until.has(sourceId) && this.until.size >= MAX_WATCHED) return false;
    this.until.set(sourceId, now + WATCH_LEASE_MS);
    return true;
  }

  isWatched(sourceId: number, now: number): boolean {
    return (this.until.get(sourceId) ?? 0) > now;
  }
}

const bodySchema = z.strictObject({ sourceId: z.int().positive() });

/** `POST /internal/watch`: a visible machine page asks for one-second samples. */
export async function watch(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const stranger = refusalOfStranger(request, collector.internalSecret);
  if (stranger) return stranger;
  const body = await readBody(request);
  if (!body || isAnswer(body)) return body;
  const json = parseJson(body);
  if ("refused" in json) return json.refused;
  const parsed = bodySchema.safeParse(json.value);
  if (!parsed.success) return refusalOf(parsed.error);

  if (collector.watches.watch(parsed.data.sourceId, collector.now())) return { status: 204 };
  const message = "Too many machines are watched closely at the moment.";
  return refusal(429, "too_many_requests", message, { retryAfterSeconds: WATCH_LEASE_MS / 1_000 });
}
