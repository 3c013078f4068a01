import { type ChildProcess, execFileSync, spawn } from "node:child_process";

/** Where a program lies, or undefined, after saying that it is left out. */
export function installed(program: string): string | undefined {
  try {
    return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
  } catch {
    console.log(`${program} is not installed: left out`);
    return undefined;
  }
}

/** Starts a server and waits until it answers at `health`. What it prints is shown when it does not. */
export async function startServer(
  command: string,
  args: readonly string[],
  { health, env }: { health: string; env?: NodeJS.ProcessEnv },
): Promise<{ pid: number; stop(): Promise<void> }> {
  const child = spawn(command, args, { env: env ?? process.env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      printed = (printed + part).slice(-4_000);
    });
  }
  for (let attempt = 0; !(await isHealthy(health)); attempt += 1) {
    if (attempt < 300 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    await ended(child);
    throw new Error(`${command} does not answer at ${health}:\n${printed}`);
  }
  if (child.pid === undefined) throw new Error(`${command} has no process`);
  return { pid: child.pid, stop: () => ended(child) };
}

async function isHealthy(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exit;
}
