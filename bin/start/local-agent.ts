import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { type LocalMachine, localMachine } from "#db/seed/local-machine.ts";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { issueEnrolmentToken } from "#domain/machines/enrolment-commands.server.ts";
import { tokenHash } from "#domain/machines/tokens.server.ts";
import type { ProgramPlan } from "./program.ts";
import type { Settings } from "./settings.ts";

/** V8 settings of a small process: a young generation of 1 MB, and no threads of its own. */
const SMALL = ["--max-semi-space-size=1", "--v8-pool-size=0"];

/**
 * The real agent of this machine, enrolled as `local` the way every machine is. Undefined where the demo has no such
 * machine. The collector must answer.
 */
export async function localAgent(db: Database, settings: Settings): Promise<ProgramPlan | undefined> {
  const machine = await localMachine(db);
  if (!machine) return undefined;

  const script = join(settings.root, "build/agent.cjs");
  const directory = join(settings.data, "agent-local");
  const url = `http://127.0.0.1:${settings.collectorPort}`;
  if (!(await isEnrolled(db, machine, directory))) await enrol(db, machine, { script, directory, url });
  return {
    name: "agent",
    script,
    args: ["run", "--data", directory, "--url", url],
    nodeOptions: SMALL,
    env: { ...process.env, NODE_ENV: "production" },
  };
}

/** The directory may hold the token of another database. */
async function isEnrolled(db: Database, machine: LocalMachine, directory: string): Promise<boolean> {
  const file = join(directory, "token");
  if (!existsSync(file)) return false;
  const hash = tokenHash(readFileSync(file, "utf8").trim());
  const [token] = await db
    .select({ id: sourceTokens.id })
    .from(sourceTokens)
    .where(
      and(
        eq(sourceTokens.tokenHash, hash),
        eq(sourceTokens.sourceId, machine.sourceId),
        isNull(sourceTokens.revokedAt),
      ),
    );
  return token !== undefined;
}

async function enrol(
  db: Database,
  machine: LocalMachine,
  { script, directory, url }: { script: string; directory: string; url: string },
): Promise<void> {
  const issued = await issueEnrolmentToken(db, machine.projectId, machine.id, SYSTEM);
  if ("refused" in issued) throw new Error(`this machine cannot be enrolled: ${issued.refused}`);
  const args = [script, "enrol", "--url", url, "--token", issued.token, "--data", directory];
  await promisify(execFile)(process.execPath, args);
}
