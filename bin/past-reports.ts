/**
 * Writes the demo's reports of past months: eleven published, frozen as any other, and the newest left as a draft for the project
 * manager. One by one and with low priority, because each PDF takes a browser two seconds while pages are read already.
 * What is there stays: a run that was cut goes on where it stood. Ends by itself.
 */
import { setPriority } from "node:os";

import { openDatabase } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";

import { writePastReports } from "./start/past-reports.ts";

const LOW = 15;

const { DATABASE_URL } = process.env;
if (!DATABASE_URL) throw new Error("DATABASE_URL says where the demo is");
setPriority(LOW);
const began = Date.now();
const handle = openDatabase(DATABASE_URL, 2);
const written = await writePastReports(handle.db, openMetricStore(handle.pool));
if (written > 0) console.log(`reports   │ ${written} months written in ${((Date.now() - began) / 1_000).toFixed(1)} s`);
await handle.close();
process.exit(0);
