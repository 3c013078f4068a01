/**
 * From data to PDF: the newest published report of a running demo, drawn again from the data that were frozen and printed, five
 * times. `TIMONERIE_DATA=… npm run bench:report [-- --times N]` beside a demo whose past reports are written.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { desc } from "drizzle-orm";

import { withStandingDatabase } from "#bin/start/database.ts";
import { readSettings } from "#bin/start/settings.ts";
import { reportEditions } from "#db/schema/reports.ts";
import { reportMarkup, type WrittenReport } from "#reports/document.tsx";
import { reportPage } from "#reports/page.server.ts";
import { printPdf } from "#reports/pdf.server.ts";
import { pagesOf } from "#reports/publish.server.ts";

const AIM_MS = 3_000;
const { values: given } = parseArgs({ options: { times: { type: "string", default: "5" } } });

const settings = readSettings(fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, ""), process.env);
const content = await withStandingDatabase(settings, async ({ db }) => {
  const [row] = await db
    .select({ content: reportEditions.content })
    .from(reportEditions)
    .orderBy(desc(reportEditions.publishedAt))
    .limit(1);
  return row?.content;
});
if (!content) throw new Error("no report is published in this demo yet");

const frozen = JSON.parse(content) as Omit<WrittenReport, "base" | "project"> & { project: WrittenReport["project"] };
const report: WrittenReport = { ...frozen, project: { ...frozen.project, id: 0 }, base: settings.url };
const taken: number[] = [];
for (let turn = 0; turn < Number(given.times); turn += 1) {
  const began = performance.now();
  const { pdf } = await printPdf(reportPage(report, reportMarkup(report)));
  taken.push(performance.now() - began);
  console.log(
    `${report.month}: ${pagesOf(pdf)} pages, ${Math.round(pdf.length / 1000)} kB, ${taken.at(-1)?.toFixed(0)} ms`,
  );
}
const median = taken.toSorted((one, other) => one - other)[Math.floor(taken.length / 2)] ?? Number.NaN;
console.log(`median ${median.toFixed(0)} ms, aim ${AIM_MS} ms`);
process.exitCode = median <= AIM_MS ? 0 : 1;
