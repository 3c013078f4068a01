import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { dataDirectory } from "#app/http/settings.server.ts";
import { database } from "#db/client.server.ts";
import { runOfProject } from "#domain/checks/queries.server.ts";

const TYPES = { screenshot: "image/png", console: "text/plain; charset=utf-8" } as const;
/** As the probe names what it keeps: the instant of the run. */
const KEPT_NAME = /^\d{1,16}\.(png|txt)$/;

/** What was kept of a failed run: `?run=12&file=screenshot` or `console`. The client sees it too: it proves an outage. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug);
  const { searchParams } = new URL(request.url);
  const file = searchParams.get("file") === "console" ? "console" : "screenshot";
  const runId = Number(searchParams.get("run"));
  const run = Number.isInteger(runId) && runId > 0 ? await runOfProject(database(), project.id, runId) : undefined;
  const name = run?.evidence[file] ?? "";
  if (!run || !KEPT_NAME.test(name)) throw notFound();
  const path = join(dataDirectory(), "evidence", String(run.checkId), name);
  if (!existsSync(path)) throw notFound();
  return new Response(readFileSync(path), {
    headers: {
      "content-type": TYPES[file],
      "cache-control": "private, max-age=3600",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });
}
