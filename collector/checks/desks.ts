import { z } from "zod";

import type { Database } from "#db/client.server.ts";
import { plannedChecks } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";

import { plannedCheckSchema } from "./bodies.ts";
import type { Desk } from "./probe.ts";

const WAIT_MS = 10_000;

/** The platform's own probe stands beside the database. */
export function databaseDesk(db: Database): Desk {
  return {
    checks: () => plannedChecks(db, null),
    async record(run) {
      await recordRun(db, run);
    },
  };
}

const checksAnswer = z.object({ checks: z.array(plannedCheckSchema) });

/** A probe elsewhere speaks to the collector with its source's token. A run that is refused for good is given up and told. */
export function collectorDesk(url: string, token: string): Desk {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return {
    async checks() {
      const answer = await fetch(`${url}/v1/checks`, { headers, signal: AbortSignal.timeout(WAIT_MS) });
      if (!answer.ok) throw new Error(`the collector answers ${answer.status} to what there is to check`);
      return checksAnswer.parse(await answer.json()).checks;
    },
    async record(run) {
      const { screenshot: _here, console: _too, ...evidence } = run.evidence;
      const body = JSON.stringify({ runs: [{ ...run, evidence }] });
      const signal = AbortSignal.timeout(WAIT_MS);
      const answer = await fetch(`${url}/v1/check-runs`, { method: "POST", headers, body, signal });
      const isFinal = [400, 404, 413, 422].includes(answer.status);
      if (isFinal) console.error(`the collector refuses a run: ${(await answer.text()).slice(0, 200)}`);
      else if (!answer.ok) throw new Error(`the collector answers ${answer.status} to a run`);
    },
  };
}
