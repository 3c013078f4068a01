import { join } from "node:path";
import { parseArgs } from "node:util";

import { type AgentOptions, optionsOf, readConfig } from "../config.ts";
import { transportTo } from "../transport.ts";
import { readJobs } from "./config.ts";
import { type Proven, restoreTest } from "./restore-test.ts";
import { sendBackups } from "./send.ts";

const USAGE = "usage: timonerie-agent restore-test SLUG [--scratch DIRECTORY] [--check-only | --restore-only]";

/**
 * `timonerie-agent restore-test SLUG`: proves that the newest backup of a job can be read and brought back, tells the collector,
 * and leaves in the outbox what it could not tell. The exit status is 0 where everything was proven.
 */
export async function restoreTestCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string" },
      scratch: { type: "string" },
      "check-only": { type: "boolean", default: false },
      "restore-only": { type: "boolean", default: false },
    },
  });
  const [slug, ...others] = positionals;
  if (slug === undefined || others.length > 0) return refuse(USAGE);
  const options = optionsOf(values.data === undefined ? [] : ["--data", values.data], environment);
  const { dataDirectory } = options;
  const config = readJobs(dataDirectory);
  if ("refused" in config) return refuse(config.refused);
  const job = config.jobs.find((one) => one.slug === slug);
  if (!job) return refuse(`backups.json has no job ${slug}`);

  const scratchRoot = values.scratch ?? join(dataDirectory, "restore");
  const stopped = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopped.abort());
  const proven = await restoreTest({
    signal: stopped.signal,
    ...{ dataDirectory, job, scratchRoot },
    isCheckOnly: values["check-only"],
    isRestoreOnly: values["restore-only"],
  });
  say(proven);
  await tell(options);
  return proven.check?.succeeded === false || proven.restore?.succeeded === false ? 1 : 0;
}

function say({ check, restore }: Proven): void {
  if (check) console.log(`check ${outcome(check)} in ${check.durationMs} ms: ${check.method}`);
  if (restore) console.log(`restore ${outcome(restore)} in ${restore.durationMs} ms: ${restore.evidence}`);
}

async function tell(options: AgentOptions): Promise<void> {
  const config = readConfig(options);
  if ("refused" in config) return console.error(`kept until the agent is enrolled: ${config.refused}`);
  const transport = transportTo(config.url, config.token);
  const sent = await sendBackups(config.dataDirectory, transport.post, (line) => console.error(line));
  transport.close();
  if ("later" in sent) console.error(`kept, and told by the agent later: ${sent.later}`);
}

function outcome({ succeeded }: { readonly succeeded: boolean }): string {
  return succeeded ? "succeeded" : "FAILED";
}

function refuse(reason: string): number {
  console.error(reason);
  return 1;
}
