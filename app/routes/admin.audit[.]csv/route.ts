import { Readable } from "node:stream";

import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";

import { auditFilterOf } from "#app/http/audit-filter.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { csvLine } from "#domain/audit/csv.ts";
import { type AuditEntry, auditExport } from "#domain/audit/queries.server.ts";

const COLUMNS = ["at", "actor", "action", "subject_type", "subject", "client", "project", "address", "detail"];

/** The filtered audit as a file for spreadsheets; what could run as a formula is made text (domain/audit/csv.ts). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePlatform(request, "audit.read");
  const { filter } = auditFilterOf(request);
  const lines = Readable.from(linesOf(auditExport(database(), filter)));
  // Who closes the file before its end must not leave us reading the rest.
  context.closed.addEventListener("abort", () => lines.destroy(), { once: true });
  return new Response(createReadableStreamFromReadable(lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="timonerie-audit.csv"',
      "cache-control": "no-store",
    },
  });
}

/** Some hundred lines at a time: each piece costs as much on its way as a hundred lines cost to write. */
const LINES_A_PIECE = 500;

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  // Without the mark, Excel reads UTF-8 as the machine's own code page.
  let lines = [`\uFEFF${csvLine(COLUMNS)}`];
  for await (const entry of entries) {
    lines.push(lineOf(entry));
    if (lines.length < LINES_A_PIECE) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

function lineOf(entry: AuditEntry): string {
  return csvLine([
    entry.at.toISOString(),
    entry.actorName,
    entry.action,
    entry.subjectType,
    entry.subjectName,
    entry.clientName ?? "",
    entry.projectName ?? "",
    entry.address ?? "",
    JSON.stringify(entry.detail),
  ]);
}
