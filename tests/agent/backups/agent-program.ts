import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";

/** The agent as machines run it: one file, made in the directory. */
export async function agentBundle(directory: string): Promise<string> {
  const outfile = join(directory, "agent.cjs");
  await build({
    ...{ entryPoints: ["agent/main.ts"], outfile, bundle: true, platform: "node", target: "node20", format: "cjs" },
    logLevel: "error",
  });
  return outfile;
}

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts a command of the agent; `ended` tells how it ended, and what it said. */
export function startAgent(bundle: string, args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return { child, ended: once(child, "close").then(([code]) => ({ code, said })) };
}
