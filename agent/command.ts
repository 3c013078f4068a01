import { mkdirSync } from "node:fs";
import { readBackupsCommand } from "./backups/command.ts";
import { restoreTestCommand } from "./backups/restore-command.ts";
import { type AgentOptions, optionsOf, readConfig } from "./config.ts";
import { lockData } from "./data-lock.ts";
import { enrol } from "./enrol.ts";
import { runAgent } from "./run.ts";
import { AGENT_VERSION } from "./version.ts";

const USAGE = `usage: timonerie-agent [run | enrol --url URL --token TOKEN | version] [--data DIRECTORY] [--url URL]
       timonerie-agent read-backups [--data DIRECTORY]
       timonerie-agent restore-test SLUG [--scratch DIRECTORY] [--check-only | --restore-only] [--data DIRECTORY]`;

/** Runs a command of the agent; the answer is the process's exit status. `run` answers once it was told to stop. */
export async function agentCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const [first = "run", ...others] = args;
  const [command, rest] = first.startsWith("-") ? ["run", args] : [first, others];
  if (command === "version" || command === "help") {
    console.log(command === "version" ? AGENT_VERSION : USAGE);
    return 0;
  }
  try {
    if (command === "restore-test") return await restoreTestCommand(rest, environment);
    const options = optionsOf(rest, environment);
    if (command === "read-backups") return await readBackupsCommand(options.dataDirectory);
    if (command === "enrol") return await enrolCommand(options);
    if (command === "run") return await runCommand(options);
    return refuse(`unknown command "${command}": timonerie-agent help names them`);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function enrolCommand(options: AgentOptions): Promise<number> {
  const enrolled = await enrol(options);
  if ("refused" in enrolled) return refuse(enrolled.refused);
  console.log(`Enrolled as ${enrolled.machine}.`);
  return 0;
}

async function runCommand(options: AgentOptions): Promise<number> {
  const config = readConfig(options);
  if ("refused" in config) return refuse(config.refused);
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  const lock = lockData(config.dataDirectory);
  if ("heldBy" in lock) return refuse(`another agent (process ${lock.heldBy}) uses ${config.dataDirectory}`);

  const stop = runAgent(config);
  await new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  await stop();
  lock.release();
  return 0;
}

function refuse(reason: string): number {
  console.error(reason);
  return 1;
}
