import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";

import type { MariabackupJob } from "../../../backups/config.ts";
import { withPrivateServer } from "../../../backups/private-server.ts";
import { foundIn } from "../found.ts";
import { type BackupPlugin, MAX_LISTED, type Run } from "../plugin.ts";
import { CHECKPOINT_FILES, INFO_FILES, isFull, parseInfo, runOf } from "./parse.ts";

const LONG_MS = 24 * 3_600_000;
const MAX_DIRECTORIES = 2_000;

/** Backups of mariadb-backup in directories. A streamed and packed one shows nothing of itself and is not seen. */
export const mariabackup: BackupPlugin<MariabackupJob> = {
  async list(job) {
    return backupsIn(job)
      .map(({ run }) => run)
      .slice(0, MAX_LISTED);
  },

  async describe(job, run) {
    return { ...run, ...(await foundIn(placeOf(job, run))) };
  },

  /** The copy, and what applying its log adds to it. */
  async room(job, run) {
    return (await foundIn(placeOf(job, run))).bytes * 1.3 + 200_000_000;
  },

  async restore(job, run, scratch, workshop) {
    const place = placeOf(job, run);
    const checkpoints = CHECKPOINT_FILES.map((name) => join(place, name)).find((path) => existsSync(path));
    if (!checkpoints || !isFull(readFileSync(checkpoints, "utf8"))) {
      throw new Error("the newest backup is an increment, which cannot be brought back alone");
    }
    const begun = workshop.now();
    const data = join(scratch, "data");
    await cp(place, data, { recursive: true });
    const before = await foundIn(data);
    const [pointAt, back] = [run.endedAt ?? run.at, { files: before.files, bytes: before.bytes }];
    const prepared = await workshop.run({
      ...{ program: "mariadb-backup", args: ["--no-defaults", "--prepare", `--target-dir=${data}`] },
      ...{ accepted: [0, 1], mayTakeMs: LONG_MS },
    });
    if (prepared.code !== 0 || !/completed OK!/.test(prepared.said)) {
      const evidence = `mariadb-backup --prepare failed\n${prepared.said.slice(-2_000)}`;
      return { succeeded: false, tookMs: workshop.now() - begun, pointAt, ...back, evidence };
    }
    const checked = await withPrivateServer({ scratch, data, isOpen: true }, workshop, async (server) => {
      const tookMs = workshop.now() - begun;
      const told = await server.tool("mariadb-check", ["--all-databases", "--silent"], { accepted: [0, 1, 2] });
      return { ...told, tookMs, tables: await server.countTables() };
    });
    const isSound = checked.code === 0 && checked.output.trim() === "";
    const evidence = `mariadb-backup --prepare, mariadbd, mariadb-check: ${checked.tables} tables`;
    const failure = isSound ? "" : `\n${(checked.output + checked.said).slice(-2_000)}`;
    return { succeeded: isSound, tookMs: checked.tookMs, pointAt, ...back, evidence: evidence + failure };
  },
};

interface Backup {
  readonly directory: string;
  readonly run: Run;
}

/** Newest first. */
function backupsIn({ directory }: MariabackupJob): Backup[] {
  const inside = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .slice(0, MAX_DIRECTORIES)
    .map(({ name }) => join(directory, name));
  const backups = [directory, ...inside].flatMap((place): Backup[] => {
    const info = INFO_FILES.map((name) => join(place, name)).find((path) => existsSync(path));
    const run = info && runOf(parseInfo(readFileSync(info, "utf8")));
    return run ? [{ directory: place, run }] : [];
  });
  return backups.toSorted((one, other) => other.run.at - one.run.at);
}

function placeOf(job: MariabackupJob, { key }: Run): string {
  const backup = backupsIn(job).find(({ run }) => run.key === key);
  if (!backup) throw new Error(`the backup ${key.slice(0, 8)} is there no more`);
  return backup.directory;
}
