import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";

/** Starts a program out of reach of the terminal's Ctrl-C; what it says goes to `<name>.log` in the directory. */
export function startLogged(
  directory: string,
  name: string,
  { file, args, env }: { file: string; args: readonly string[]; env: NodeJS.ProcessEnv },
): ChildProcess {
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const log = createWriteStream(join(directory, `${name}.log`), { flags: "a", mode: 0o600 });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.once("close", () => log.end());
  return child;
}
