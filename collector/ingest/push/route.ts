import type { IncomingMessage } from "node:http";

import { IDLE_INTERVAL_SECONDS, type PushAccepted, WATCHED_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { refusedSeries, schemaHash } from "#db/metrics/schema-rows.server.ts";
import type { StoredSchema } from "#db/metrics/store.ts";

import type { Collector } from "../../collector.ts";
import { type Answer, isAnswer, refusal } from "../../http/answers.ts";
import { storeFacts } from "../facts/store.ts";
import { admittedSource, requestOfSource } from "../request.ts";
import type { Source } from "../source-tokens.ts";
import { type ParsedPush, parsePush } from "./parse.ts";
import { sortSnapshots } from "./snapshots.ts";

/** `POST /v1/push`. The retry contract stands at the top of collector/protocol/push.ts. */
export async function push(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  return !asked || isAnswer(asked) ? asked : pushOf(collector, asked.source, asked.body);
}

/** The same for a push that is wholly in hand. */
export async function pushInHand(
  collector: Collector,
  authorization: string | undefined,
  address: () => string,
  body: Buffer,
): Promise<Answer> {
  const admitted = admittedSource(collector, authorization, address);
  const source = admitted instanceof Promise ? await admitted : admitted;
  return isAnswer(source) ? source : pushOf(collector, source, body);
}

async function pushOf(collector: Collector, source: Source, body: Buffer): Promise<Answer> {
  const parsed = parsePush(body);
  if (isAnswer(parsed)) return parsed;
  const known = parsed.series === undefined ? collector.store.knownSchema(parsed.schema) : undefined;
  const schema = known ?? (await schemaOf(collector, source, parsed));
  return isAnswer(schema) ? schema : store(collector, source, schema, parsed);
}

async function schemaOf(
  { store, newSchemas, now }: Collector,
  source: Source,
  { schema: hash, series }: ParsedPush,
): Promise<StoredSchema | Answer> {
  if (series && schemaHash(series) !== hash) {
    const message = "The schema's name is not the SHA-256 of its series.";
    return refusal(422, "schema_mismatch", message, { path: "$.schema" });
  }
  const known = await store.schemaByHash(hash);
  if (known) return known;
  if (!series) {
    return refusal(409, "unknown_schema", "Declare the series of this schema, then send again.", { path: "$.schema" });
  }
  const retryAfterSeconds = newSchemas.take(source.id, now());
  if (retryAfterSeconds > 0) {
    return refusal(429, "too_many_requests", "This source changes its schema too often.", { retryAfterSeconds });
  }
  return store.declareSchema(series, now());
}

/** How long before its commit the planted fault acknowledges. */
const EARLY_MS = 300;

async function store(
  collector: Collector,
  source: Source,
  schema: StoredSchema,
  { series, snapshots, facts }: ParsedPush,
): Promise<Answer> {
  const { commits, db, live, hub, watches, fault } = collector;
  const receivedAt = collector.now();
  const intervalSeconds = watches.isWatched(source.id, receivedAt) ? WATCHED_INTERVAL_SECONDS : IDLE_INTERVAL_SECONDS;
  const { kept, refused } = sortSnapshots(snapshots, schema.declared, receivedAt);
  const batch = { sourceId: source.id, schema, snapshots: kept };
  if (fault === "ack-early") setTimeout(() => commits.add(batch).catch(() => undefined), EARLY_MS);
  else await commits.add(batch);
  // Only what is committed is shown: nobody sees a value that a crash could take back.
  for (const sample of live.accept(source.id, schema, kept, receivedAt, intervalSeconds)) hub.publishSample(sample);

  if (facts.length > 0) await storeFacts(db, source.id, facts, receivedAt);
  for (const { name, at } of facts) hub.publishFact({ sourceId: source.id, fact: name, at });

  const refusedKeys = series ? refusedSeries(series) : [];
  const body: PushAccepted = {
    accepted: kept.length,
    refused,
    ...(refusedKeys.length > 0 ? { refused_series: refusedKeys } : {}),
    interval_seconds: intervalSeconds,
  };
  return { status: 200, body };
}
