import { statSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import type { ResticJob } from "../../../backups/config.ts";
import { environmentOf, type ToolRun, type Workshop } from "../../../backups/workshop.ts";
import { bytesIn, found, foundIn } from "../found.ts";
import { partOfDay } from "../part-of-day.ts";
import { type BackupPlugin, MAX_LISTED, type Run } from "../plugin.ts";
import { fileSizeOf, parseSnapshots, parseStats } from "./parse.ts";

const LONG_MS = 24 * 3_600_000;
const READ = ["--json", "--no-lock"];

/** Restic, without its lock: reading harms nobody, and the repository may be one that we cannot write to. */
export const restic: BackupPlugin<ResticJob> = {
  async list(job, workshop) {
    const filters = (["host", "tag", "path"] as const).flatMap((name) => {
      const value = job[name];
      return value === undefined ? [] : [`--${name}=${value}`];
    });
    const { output } = await restic_(job, workshop, ["snapshots", ...READ, ...filters]);
    return parseSnapshots(output).slice(0, MAX_LISTED);
  },

  async describe(job, run, workshop) {
    const stats = () => restic_(job, workshop, ["stats", ...READ, run.key]);
    const bytes = run.bytes ?? parseStats((await stats()).output);
    return { ...run, endedAt: run.endedAt ?? writtenAt(job, run), bytes };
  },

  async stored({ repository }) {
    return isAbsolute(repository) ? bytesIn(repository) : undefined;
  },

  async check(job, _newest, workshop) {
    const part = partOfDay(job.checkParts, workshop.now());
    const args = ["check", "--no-lock", `--read-data-subset=${part}/${job.checkParts}`];
    const { code, output, said } = await restic_(job, workshop, args, { accepted: [0, 1], mayTakeMs: LONG_MS });
    // A repository that could not be opened was not looked at.
    if (code !== 0 && !/load indexes/.test(output)) throw new Error(`restic: ${said.trim().slice(-300)}`);
    return { succeeded: code === 0, method: `restic ${args.join(" ")}`, log: `${output}${said}` };
  },

  async room(_job, run) {
    return run.bytes ?? 0;
  },

  async restore(job, run, scratch, workshop) {
    const expected = { files: 0, bytes: 0 };
    const onLine = (line: string) => {
      const size = fileSizeOf(line);
      if (size === undefined) return;
      expected.files += 1;
      expected.bytes += size;
    };
    await restic_(job, workshop, ["ls", ...READ, run.key], { onLine, mayTakeMs: LONG_MS });
    const begun = workshop.now();
    const args = ["restore", run.key, "--no-lock", "--verify", "--target", scratch];
    const { code, output, said } = await restic_(job, workshop, args, { accepted: [0, 1], mayTakeMs: LONG_MS });
    const tookMs = workshop.now() - begun;
    const back = await foundIn(scratch);
    const isWhole = back.files === expected.files && back.bytes === expected.bytes;
    const evidence = `restic restore --verify ${run.key.slice(0, 8)}: ${found(back, expected)}`;
    const failure = code === 0 ? "" : `\n${(said || output).slice(-2_000)}`;
    return { succeeded: code === 0 && isWhole, tookMs, pointAt: run.at, ...back, evidence: evidence + failure };
  },
};

/** A snapshot's file is the last that its run writes. */
function writtenAt({ repository }: ResticJob, { key, at }: Run): number | undefined {
  if (!isAbsolute(repository)) return undefined;
  const written = Math.round(statSync(join(repository, "snapshots", key), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return written >= at ? written : undefined;
}

function restic_(job: ResticJob, workshop: Workshop, args: readonly string[], more: Partial<ToolRun> = {}) {
  const { repository, passwordFile, environmentFile } = job;
  const cache = join(workshop.cacheDirectory, "restic");
  const env = {
    ...environmentOf(environmentFile),
    RESTIC_REPOSITORY: repository,
    ...(passwordFile === undefined ? {} : { RESTIC_PASSWORD_FILE: passwordFile }),
    RESTIC_CACHE_DIR: cache,
    RESTIC_PROGRESS_FPS: "0.016",
  };
  // What lies on this machine needs no second copy on it.
  const cached = isAbsolute(repository) ? ["--no-cache"] : [];
  return workshop.run({ program: "restic", args: [...args, ...cached], env, ...more });
}
