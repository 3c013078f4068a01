import type { BackupJob } from "../../backups/config.ts";
import { borg } from "./borg/plugin.ts";
import { mariabackup } from "./mariabackup/plugin.ts";
import { mysqldump } from "./mysqldump/plugin.ts";
import type { BackupPlugin } from "./plugin.ts";
import { restic } from "./restic/plugin.ts";

const PLUGINS = { restic, borg, mariabackup, mysqldump };

/** What reads a job's tool. */
export function pluginOf(job: BackupJob): BackupPlugin {
  return PLUGINS[job.tool] as unknown as BackupPlugin;
}
