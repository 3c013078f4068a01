import { join } from "node:path";

import type { BorgJob } from "../../../backups/config.ts";
import { Busy, environmentOf, type ToolRun, type Workshop } from "../../../backups/workshop.ts";
import { contentsIn, found, foundIn } from "../found.ts";
import { type BackupPlugin, MAX_LISTED } from "../plugin.ts";
import { parseArchives, parseInfo, parseThing, THING_FORMAT } from "./parse.ts";

const LONG_MS = 24 * 3_600_000;

/** Borg, without its lock where it only reads: the repository may be one that we cannot write to. */
export const borg: BackupPlugin<BorgJob> = {
  async list(job, workshop) {
    const named = job.prefix === undefined ? [] : ["--glob-archives", `${globbed(job.prefix)}*`];
    const list = ["list", "--json", "--bypass-lock", "--last", String(MAX_LISTED), ...named];
    return parseArchives((await borg_(job, workshop, list)).output);
  },

  /** The repository's size comes with each archive's, and is today's: what an older run left is not known. */
  async describe(job, run, workshop) {
    const { output } = await borg_(job, workshop, ["info", "--json", "--bypass-lock", `::${run.name}`]);
    return { ...run, ...parseInfo(output) };
  },

  async check(job, _newest, workshop) {
    const args = ["check", "--verify-data", "--lock-wait", "300"];
    const { code, said } = await borg_(job, workshop, args, { accepted: [0, 1, 2], mayTakeMs: LONG_MS });
    if (code === 2 && /acquire the lock/.test(said)) throw new Busy("another process works on the repository");
    return { succeeded: code === 0, method: "borg check --verify-data", log: said };
  },

  async room(_job, run) {
    return run.bytes ?? 0;
  },

  async restore(job, run, scratch, workshop) {
    const of = `::${run.name}`;
    const expected = { files: 0, bytes: 0 };
    const digests: string[] = [];
    const onLine = (line: string) => {
      const thing = parseThing(line);
      if (!thing) return;
      expected.files += 1;
      expected.bytes += thing.bytes;
      if (thing.sha256) digests.push(thing.sha256);
    };
    const list = ["list", "--bypass-lock", "--format", THING_FORMAT, of];
    const read = await borg_(job, workshop, list, { onLine, accepted: [0, 1, 2], mayTakeMs: LONG_MS });
    const begun = workshop.now();
    const extract = ["extract", "--bypass-lock", of];
    const { code, said } = await borg_(job, workshop, extract, {
      ...{ cwd: scratch, accepted: [0, 1, 2], mayTakeMs: LONG_MS },
    });
    const tookMs = workshop.now() - begun;
    const back = await foundIn(scratch);
    const contents = await contentsIn(scratch);
    const isSame = contents.join() === digests.sort().join();
    // What has several names counts once in borg's bytes, and by each name in ours.
    const isWhole = back.files === expected.files && (contents.length < back.files || back.bytes === expected.bytes);
    const shown = `${found(back, expected)}, ${isSame ? "the same" : "other"} SHA-256`;
    const succeeded = read.code === 0 && code === 0 && isSame && isWhole;
    const failure = succeeded ? "" : `\n${(read.said + said).slice(-2_000)}`;
    const evidence = `borg extract ${run.name}: ${shown}${failure}`;
    return { succeeded, tookMs, pointAt: run.at, ...back, evidence };
  },
};

/** A prefix as a pattern that means only itself. */
function globbed(text: string): string {
  return text.replace(/[*?[\]]/g, "[$&]");
}

function borg_(job: BorgJob, workshop: Workshop, args: readonly string[], more: Partial<ToolRun> = {}) {
  const { repository, passwordFile, environmentFile } = job;
  const env = {
    ...environmentOf(environmentFile),
    BORG_REPO: repository,
    BORG_BASE_DIR: join(workshop.cacheDirectory, "borg"),
    ...(passwordFile === undefined ? {} : { BORG_PASSPHRASE_FD: "3" }),
    BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes",
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
    TZ: "UTC",
  };
  return workshop.run({ program: "borg", args, env, secretFile: passwordFile, ...more });
}
