import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Inventory, InventoryBody } from "#collector/protocol/push.ts";
import type { Clock } from "./clock.ts";
import type { Post } from "./transport.ts";
import { AGENT_VERSION } from "./version.ts";

const DAY_MS = 24 * 3_600_000;
const RETRY_MS = 300_000;
const READ_MS = 60_000;

export interface InventoryParts {
  readonly post: Post;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly read?: () => Promise<Inventory>;
}

/** Sends the inventory now and every day; tries again in five minutes when it fails. The answer stops it. */
export function sendInventoryDaily({ post, clock, log, read = readInChild }: InventoryParts): () => void {
  let cancel = () => {};
  let isStopped = false;
  const run = async () => {
    const problem = await sendOnce(post, clock, read).catch((error: Error) => error.message);
    if (problem) log(`inventory not sent: ${problem}`);
    if (!isStopped) cancel = clock.after(problem ? RETRY_MS : DAY_MS, run);
  };
  void run();
  return () => {
    isStopped = true;
    cancel();
  };
}

async function sendOnce(post: Post, clock: Clock, read: () => Promise<Inventory>): Promise<string | undefined> {
  const inventory = { ...(await read()), agentVersion: AGENT_VERSION };
  const body: InventoryBody = { at: clock.now(), inventory };
  const { status } = await post("/v1/inventory", body);
  return status >= 200 && status < 300 ? undefined : `status ${status}`;
}

/**
 * Runs the second bundle, which lies beside this one. systeminformation starts programs and takes 30 MB: it lives in a child
 * of a few seconds and not in the agent.
 */
function readInChild(): Promise<Inventory> {
  const entry = join(dirname(process.argv[1] ?? ""), "agent-inventory.cjs");
  if (!existsSync(entry)) return Promise.reject(new Error(`${entry} is missing`));
  return new Promise((resolve, reject) => {
    const options = { timeout: READ_MS, killSignal: "SIGKILL", maxBuffer: 1_000_000 } as const;
    execFile(process.execPath, [entry], options, (error, output) => {
      if (error) reject(new Error(`the inventory's reader ended with ${error.killed ? "a time-out" : error.message}`));
      else {
        try {
          resolve(JSON.parse(output));
        } catch {
          reject(new Error("the inventory's reader wrote no JSON"));
        }
      }
    });
  });
}
