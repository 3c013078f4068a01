import { Readable } from "node:stream";

import { createReadableStreamFromReadable } from "@remix-run/node";

import { groupCurves } from "#domain/consumption/curves.server.ts";
import { RESOURCES } from "#domain/consumption/resources.ts";
import { seriesCsv } from "#domain/metrics/csv.ts";
import { maxPointsOf } from "#domain/metrics/window.ts";

import { chartWindow } from "./chart-window.ts";
import type { PicturedGroup } from "./group-picture.server.ts";

/** The columns say what: CPU is in cores, whatever the page shows. */
const KEYS = {
  cpu: "cpu_used_cores",
  memory: "memory_used_bytes",
  disk: "filesystem_used_bytes",
  received: "network_received_bytes_per_second",
  sent: "network_sent_bytes_per_second",
} as const;

/** The curves of a group in the window of the address, all or the one of `row`, as a file for spreadsheets. */
export async function groupCsv(group: PicturedGroup, name: string, query: URLSearchParams, timeZone: string) {
  const { window } = chartWindow(query, { now: Date.now(), timeZone }, "24h");
  const row = RESOURCES.find((resource) => resource === query.get("row"));
  const { from, to } = window;
  const { curves } = await groupCurves(group, { from, to, maxPoints: maxPointsOf(window), timeZone });
  const series = curves
    .filter(({ resource }) => row === undefined || resource === row)
    .map(({ resource, stepMs, points }) => ({ source: name, key: KEYS[resource], stepMs, points }));
  const file = ["timonerie", ...name.split("/"), row ?? "measures"].join("-").replaceAll(/[^\w.-]/g, "_");
  return new Response(createReadableStreamFromReadable(Readable.from(seriesCsv(series))), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}.csv"`,
      "cache-control": "no-store",
    },
  });
}
