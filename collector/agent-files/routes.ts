import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Collector } from "../collector.ts";
import { type Answer, refusal } from "../http/answers.ts";
import { installScriptText } from "./install-script.ts";

type Bundle = "agent.cjs" | "agent-inventory.cjs";

/** The agent's bundles, with their SHA-256 in a header. */
export function agentFile(name: Bundle): (collector: Collector) => Promise<Answer> {
  return async ({ agentDirectory }) => {
    const bundle = await read(agentDirectory, name);
    if (!bundle) return notBuilt();
    const headers = { "content-type": "text/javascript; charset=utf-8", "x-content-sha256": sha256(bundle) };
    return { status: 200, body: bundle, headers };
  };
}

/** The script that installs the agent; it refuses a bundle that is not the one it was written with. */
export async function installScript({ agentDirectory, publicUrl }: Collector): Promise<Answer> {
  const [agent, inventory] = await Promise.all([
    read(agentDirectory, "agent.cjs"),
    read(agentDirectory, "agent-inventory.cjs"),
  ]);
  if (!agent || !inventory) return notBuilt();
  const body = installScriptText({
    collectorUrl: publicUrl,
    agentSha256: sha256(agent),
    inventorySha256: sha256(inventory),
  });
  return { status: 200, body, headers: { "content-type": "text/x-shellscript; charset=utf-8" } };
}

async function read(directory: string, name: Bundle): Promise<Buffer | undefined> {
  try {
    return await readFile(join(directory, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function notBuilt(): Answer {
  return refusal(404, "not_found", "The agent is not built here: npm run build makes it.");
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
