import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BorgJob, ResticJob } from "#agent/backups/config.ts";

export interface Saved {
  /** Everything else lies in it. */
  readonly directory: string;
  readonly dataDirectory: string;
  /** What is saved: as many files and bytes as this. */
  readonly files: number;
  readonly bytes: number;
}

const FILES = ["one", "two", "sub/naïve", "sub/empty", "sub/deep/-dash"];
const BYTES = 40_000;

/** A machine's files, of contents that do not pack. */
export function savedFiles(): Saved {
  const directory = mkdtempSync(join(tmpdir(), "timonerie-backups-"));
  const files = join(directory, "files");
  mkdirSync(join(files, "sub/deep"), { recursive: true });
  for (const [index, name] of FILES.entries()) {
    writeFileSync(join(files, name), name.endsWith("empty") ? "" : noise(BYTES + index, name));
  }
  const dataDirectory = join(directory, "agent");
  mkdirSync(dataDirectory, { mode: 0o700 });
  writeFileSync(join(directory, "password"), "correct horse\n", { mode: 0o600 });
  return { directory, dataDirectory, files: FILES.length, bytes: 4 * BYTES + 0 + 1 + 2 + 4 };
}

/** A real restic repository with a snapshot. */
export function resticRepository({ directory }: Saved, slug = "db-1"): { job: ResticJob; save(): void } {
  const repository = join(directory, "restic");
  const passwordFile = join(directory, "password");
  const env = { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD_FILE: passwordFile };
  const run = (...args: string[]) =>
    execFileSync("restic", [...args, "--no-cache", "--quiet"], { env, cwd: directory, stdio: "pipe" });
  run("init");
  const save = () => void run("backup", "files", "--host", "db-1");
  save();
  return { job: { tool: "restic", slug, repository, passwordFile, checkParts: 1 }, save };
}

/** A real borg repository with an archive. */
export function borgRepository({ directory }: Saved): { job: BorgJob } {
  const repository = join(directory, "borg");
  const passwordFile = join(directory, "password");
  const env = {
    ...{ ...process.env, BORG_REPO: repository, BORG_BASE_DIR: join(directory, "borg-base") },
    BORG_PASSPHRASE: "correct horse",
  };
  const run = (...args: string[]) => execFileSync("borg", args, { env, cwd: directory, stdio: "pipe" });
  run("init", "--encryption", "repokey");
  run("create", "::files-2026", "files");
  return { job: { tool: "borg", slug: "files", repository, passwordFile, prefix: "files-", checkParts: 1 } };
}

/** Bytes that look like chance and are the same each time. */
function noise(length: number, seed: string): Buffer {
  const parts: Buffer[] = [];
  for (let size = 0, index = 0; size < length; size += 64, index += 1) {
    parts.push(createHash("sha512").update(`${seed} ${index}`).digest());
  }
  return Buffer.concat(parts).subarray(0, length);
}
