/** Forecasts the series of a table on standard input: `npm run --silent forecast < in.csv > out.csv` (see csv.ts). */
import { text } from "node:stream/consumers";

import { forecastRows, parseTasks, tableOfRows } from "./csv.ts";

try {
  process.stdout.write(tableOfRows(parseTasks(await text(process.stdin)).flatMap(forecastRows)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
