import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Failures of a check whose pictures are kept; older ones keep their step times in the database. */
const KEPT_FAILURES = 100;
const FILES_A_FAILURE = 2;
const MOST_LINES = 200;
const LONGEST_LINE = 500;

/** Where the pictures of a check's failures are: `evidence/<check>` under the data directory. */
export function evidenceDirectory(data: string, checkId: number): string {
  return join(data, "evidence", String(checkId));
}

/** Keeps what the browser showed and said when a journey failed. Gives the names of the files. */
export function keepEvidence(
  directory: string,
  at: number,
  { screenshot, lines }: { readonly screenshot: Buffer | null; readonly lines: readonly string[] },
): { screenshot?: string; console: string } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const names = { ...(screenshot ? { screenshot: `${at}.png` } : {}), console: `${at}.txt` };
  if (screenshot) writeFileSync(join(directory, `${at}.png`), screenshot, { mode: 0o600 });
  const text = lines.slice(-MOST_LINES).map((line) => line.replaceAll(/\s+/g, " ").slice(0, LONGEST_LINE));
  writeFileSync(join(directory, names.console), `${text.join("\n")}\n`, { mode: 0o600 });
  const oldest = readdirSync(directory)
    .sort()
    .slice(0, -KEPT_FAILURES * FILES_A_FAILURE);
  for (const name of oldest) rmSync(join(directory, name), { force: true });
  return names;
}
