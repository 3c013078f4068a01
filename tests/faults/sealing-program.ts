import { openDatabase } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";

import { type Intercept, intercepted } from "./intercepted-pool.ts";
import { SCHEMAS, shuffled, toldBatches, UNTIL } from "./told-batches.ts";

/** A process of its own that writes all batches in an order of its own, and seals in between, at moments of its own. */
const [databaseUrl = "", seed = "1", fault] = process.argv.slice(2);
const { pool, close } = openDatabase(databaseUrl);
const random = randomFrom(Number(seed));
const store = openMetricStore(fault === "unlooked" ? intercepted(pool, emptiesUnlooked()) : pool);
const schemas = await Promise.all(SCHEMAS.map((series) => store.declareSchema(series)));
for (const { sourceId, schema, snapshots } of shuffled(toldBatches(), random)) {
  const declared = schemas[schema];
  if (declared) await store.append([{ sourceId, schema: declared, snapshots }]);
  if (random() < 0.5) await store.seal(UNTIL - Math.floor(random() * 3 * 3_600_000));
}
await store.seal(UNTIL);
await close();

/** The mistake: what is in the sealing tail is thrown away as sealed, whoever put it there meanwhile. */
function emptiesUnlooked(): Intercept {
  let sealed: unknown;
  let isEmptying = false;
  return async (sql, send) => {
    if (sql.startsWith("LOCK TABLES")) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isEmptying = true;
    }
    if (!sql.includes("FROM metric_tail_sealing GROUP BY")) return send();
    if (isEmptying) {
      isEmptying = false;
      return sealed;
    }
    sealed = await send();
    return sealed;
  };
}

function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
