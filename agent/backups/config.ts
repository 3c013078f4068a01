import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import { AGENT_TOOLS } from "#collector/protocol/backups.ts";

interface OfJob {
  readonly slug: string;
  /** The database that is saved, where it is one. */
  readonly database?: string;
  /** A check reads one part of so many, another each day; 1 reads everything. */
  readonly checkParts: number;
}

interface OfRepository extends OfJob {
  /** A path, or what the tool takes for a place; it reaches the tool by its environment, like the password. */
  readonly repository: string;
  readonly passwordFile?: string;
  /** Lines of NAME=value for the tool's environment: the keys of a store of objects. */
  readonly environmentFile?: string;
}

export interface ResticJob extends OfRepository {
  readonly tool: "restic";
  /** Only this host's, tag's and path's snapshots. */
  readonly host?: string;
  readonly tag?: string;
  readonly path?: string;
}

export interface BorgJob extends OfRepository {
  readonly tool: "borg";
  /** Only archives whose names begin so. */
  readonly prefix?: string;
}

export interface MariabackupJob extends OfJob {
  readonly tool: "mariabackup";
  /** A backup, or what holds one in each of its directories. */
  readonly directory: string;
}

export interface MysqldumpJob extends OfJob {
  readonly tool: "mysqldump";
  readonly directory: string;
  /** Only files whose names begin so; they end with .sql or .sql.gz. */
  readonly prefix?: string;
}

export type BackupJob = ResticJob | BorgJob | MariabackupJob | MysqldumpJob;

export const BACKUPS_FILE = "backups.json";
const MAX_JOBS = 50;
const SLUG = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** The jobs of `backups.json` in the data directory, or in one line what is wrong with it. None where it is not there. */
export function readJobs(dataDirectory: string): { jobs: readonly BackupJob[] } | { refused: string } {
  const path = join(dataDirectory, BACKUPS_FILE);
  try {
    return parseJobs(readFileSync(path, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { jobs: [] } : { refused: `${path}: ${message}` };
  }
}

/** Pure: `{"jobs": [{"slug": …, "tool": …, …}]}`. A name that is not known is refused: it may be a typing error. */
export function parseJobs(text: string): { jobs: readonly BackupJob[] } | { refused: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: `${BACKUPS_FILE} is not JSON` };
  }
  const listed = typeof value === "object" && value !== null && "jobs" in value ? value.jobs : undefined;
  if (!Array.isArray(listed)) return { refused: `${BACKUPS_FILE} has no list "jobs"` };
  if (listed.length > MAX_JOBS) return { refused: `${BACKUPS_FILE} names more than ${MAX_JOBS} jobs` };
  const jobs: BackupJob[] = [];
  for (const [index, one] of listed.entries()) {
    const job = jobOf(one);
    if ("refused" in job) return { refused: `${BACKUPS_FILE}, job ${index + 1}: ${job.refused}` };
    if (jobs.some(({ slug }) => slug === job.slug)) return { refused: `${BACKUPS_FILE}: ${job.slug} is there twice` };
    jobs.push(job);
  }
  return { jobs };
}

const REPOSITORY = ["repository", "passwordFile", "environmentFile"];
/** Fields of each tool besides slug, tool, database and checkParts; the first is required. */
const FIELDS: Readonly<Record<BackupJob["tool"], readonly string[]>> = {
  restic: [...REPOSITORY, "host", "tag", "path"],
  borg: [...REPOSITORY, "prefix"],
  mariabackup: ["directory"],
  mysqldump: ["directory", "prefix"],
};
const PATHS = ["passwordFile", "environmentFile", "directory"];

function jobOf(value: unknown): BackupJob | { refused: string } {
  if (typeof value !== "object" || value === null) return { refused: "it is no object" };
  const { slug, tool: name, checkParts = 1, ...fields } = value as Record<string, unknown>;
  if (typeof slug !== "string" || !SLUG.test(slug)) return { refused: "slug is not of a-z, 0-9, . _ -" };
  const tool = AGENT_TOOLS.find((one) => one === name);
  if (!tool) return { refused: `tool is none of ${AGENT_TOOLS.join(", ")}` };
  if (!Number.isInteger(checkParts) || Number(checkParts) < 1 || Number(checkParts) > 366) {
    return { refused: "checkParts is not from 1 to 366" };
  }
  const known = [...FIELDS[tool], "database"];
  for (const [field, text] of Object.entries(fields)) {
    if (!known.includes(field)) return { refused: `${tool} has no "${field.slice(0, 40)}"` };
    // A line break or a zero byte would be an argument or a variable of its own.
    if (typeof text !== "string" || !/^[^\0\r\n]{1,500}$/.test(text)) return { refused: `${field} is no text` };
    if (PATHS.includes(field) && !isAbsolute(text)) return { refused: `${field} is not an absolute path` };
  }
  const [required = ""] = FIELDS[tool];
  if (fields[required] === undefined) return { refused: `${required} is missing` };
  return { slug, tool, checkParts, ...fields } as unknown as BackupJob;
}
