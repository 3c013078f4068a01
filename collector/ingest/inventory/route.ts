import type { IncomingMessage } from "node:http";
import { z } from "zod";

import type { Fact, PendingUpdates } from "#collector/protocol/push.ts";

import type { Collector } from "../../collector.ts";
import { type Answer, isAnswer } from "../../http/answers.ts";
import { inventorySchema, updatesSchema } from "../facts/parse.ts";
import { storeFacts } from "../facts/store.ts";
import { parseJson, refusalOf } from "../json.ts";
import { requestOfSource } from "../request.ts";
import { storeUpdates } from "./updates.ts";

const bodySchema = z.strictObject({ at: z.int(), inventory: inventorySchema.extend({ updates: updatesSchema }) });

/** `POST /v1/inventory`: what the machine is made of, at its start and daily. */
export async function inventory(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const asked = await requestOfSource(collector, request);
  if (!asked || isAnswer(asked)) return asked;
  const told = parseInventory(asked.body);
  if (isAnswer(told)) return told;

  const { fact, updates } = told;
  await storeFacts(collector.db, asked.source.id, [fact], collector.now());
  if (updates) await storeUpdates(collector.db, asked.source.id, updates, collector.now());
  collector.hub.publishFact({ sourceId: asked.source.id, fact: fact.name, at: fact.at });
  return { status: 204 };
}

/** Pure: the body as the fact that is kept of it, and apart what its packages wait for. */
export function parseInventory(body: Buffer): { fact: Fact; updates: PendingUpdates | undefined } | Answer {
  const json = parseJson(body);
  if ("refused" in json) return json.refused;
  const parsed = bodySchema.safeParse(json.value);
  if (!parsed.success) return refusalOf(parsed.error);
  const { updates, ...inventory } = parsed.data.inventory;
  return { fact: { name: "inventory", at: parsed.data.at, value: inventory }, updates };
}
