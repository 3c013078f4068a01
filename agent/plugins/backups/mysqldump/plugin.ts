import { createHash } from "node:crypto";
import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

import type { MysqldumpJob } from "../../../backups/config.ts";
import { withPrivateServer } from "../../../backups/private-server.ts";
import { type BackupPlugin, MAX_LISTED, type Run } from "../plugin.ts";
import { openDump, readDump } from "./dump.ts";

const LONG_MS = 24 * 3_600_000;
/** A dump without its end that was written to just now is still being made. */
const QUIET_MS = 15 * 60_000;
/** No dump takes longer: a file that was born before is a name that is written to again. */
const LONGEST_MS = 2 * LONG_MS;

/** Files of mysqldump or mariadb-dump: .sql and .sql.gz. */
export const mysqldump: BackupPlugin<MysqldumpJob> = {
  async list(job) {
    return filesOf(job)
      .map(({ key, at }) => ({ key, at, succeeded: true }))
      .slice(0, MAX_LISTED);
  },

  async describe(job, run, workshop) {
    return runOf(fileOf(job, run), workshop.now());
  },

  async check(job, newest) {
    const { path, name } = fileOf(job, newest);
    const { isComplete, bytes, tables, problem = "its last line is missing" } = await readDump(path);
    const log = `${name}: ${isComplete ? `${bytes} bytes, ${tables} tables` : problem}\n`;
    return { succeeded: isComplete, method: "-- Dump completed", log };
  },

  /** A new server's own tables, and the rows of the dump with their indexes. */
  async room(_job, run) {
    return (run.bytes ?? 0) * 2 + 300_000_000;
  },

  async restore(job, run, scratch, workshop) {
    const { path, name } = fileOf(job, run);
    const read = await readDump(path);
    const [pointAt, back] = [run.endedAt ?? run.at, { files: 1, bytes: read.bytes }];
    if (!read.isComplete) {
      const evidence = `${name}: ${read.problem ?? "its last line is missing"}`;
      return { succeeded: false, tookMs: 0, pointAt, ...back, evidence };
    }
    const begun = workshop.now();
    const data = join(scratch, "data");
    return withPrivateServer({ scratch, data, isOpen: false }, workshop, async (server) => {
      await server.query("CREATE DATABASE IF NOT EXISTS restored");
      // In this mode the client runs no command of its own that a dump may hold, such as one of the shell.
      const load = { input: openDump(path), accepted: [0, 1], mayTakeMs: LONG_MS };
      const loaded = await server.tool("mariadb", ["--binary-mode", "restored"], load);
      const tookMs = workshop.now() - begun;
      const tables = await server.countTables();
      const succeeded = loaded.code === 0 && tables === read.tables;
      const evidence = `mariadb < ${name}: ${tables} of ${read.tables} tables`;
      const failure = succeeded ? "" : `\n${loaded.said.slice(-2_000)}`;
      return { succeeded, tookMs, pointAt, ...back, evidence: evidence + failure };
    });
  },
};

interface DumpFile {
  readonly key: string;
  /** When it was written last. */
  readonly at: number;
  readonly name: string;
  readonly path: string;
  readonly stats: Stats;
}

/** Newest first. One that is written again under the same name is another run. */
function filesOf({ directory, prefix = "" }: MysqldumpJob): DumpFile[] {
  const names = readdirSync(directory).filter((name) => name.startsWith(prefix) && /\.sql(\.gz)?$/.test(name));
  const files = names.flatMap((name): DumpFile[] => {
    const path = join(directory, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return [];
    const identity = `${name}\n${stats.size}\n${Math.round(stats.mtimeMs)}`;
    const key = createHash("sha256").update(identity).digest("hex").slice(0, 40);
    return [{ key, at: Math.round(stats.mtimeMs), name, path, stats }];
  });
  return files.toSorted((one, other) => other.at - one.at);
}

function fileOf(job: MysqldumpJob, { key }: Pick<Run, "key">): DumpFile {
  const file = filesOf(job).find((one) => one.key === key);
  if (!file) throw new Error("the dump is there no more");
  return file;
}

async function runOf({ key, at, name, path, stats }: DumpFile, now: number): Promise<Run | undefined> {
  const read = await readDump(path);
  if (!read.isComplete && now - at < QUIET_MS) return undefined;
  const endedAt = read.completedAt ?? at;
  const born = Math.round(stats.birthtimeMs);
  const startedAt =
    born > 0 && born <= endedAt + 1_000 && endedAt - born < LONGEST_MS ? Math.min(born, endedAt) : undefined;
  const problem = `${name}: ${read.problem ?? "its last line is missing: it was cut off"}\n`;
  return {
    ...{ key, at, startedAt, endedAt, succeeded: read.isComplete, bytes: read.bytes, addedBytes: stats.size },
    ...{ database: read.database, log: read.isComplete ? undefined : problem },
  };
}
