import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";

import { readJobs } from "./config.ts";
import { readBackups } from "./read.ts";

/** `timonerie-agent read-backups`: reads every job once into the outbox; the exit status is 1 where one could not be read. */
export async function readBackupsCommand(dataDirectory: string): Promise<number> {
  stepBack();
  const config = readJobs(dataDirectory);
  if ("refused" in config) {
    console.error(config.refused);
    return 1;
  }
  const problems = await readBackups(dataDirectory, config.jobs);
  for (const { slug, message } of problems) console.error(`${slug}: ${message}`);
  return problems.length > 0 ? 1 : 0;
}

/** Behind everything else that runs here; and where memory runs short, the reader goes and not the agent beside it. */
function stepBack(): void {
  try {
    setPriority(19);
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // It reads as well without.
  }
}
