import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { freePort, startProgram, type TestProgram } from "#tests/support/program.ts";

import { SECRET } from "../collector/support.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A collector in a process of its own, bundled as users run it, always on the same port: what can be killed. */
export class CollectorProcess {
  private program: TestProgram | undefined;

  private constructor(
    readonly url: string,
    private readonly script: string,
    private readonly directory: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async prepare(databaseUrl: string, extra: Record<string, string> = {}): Promise<CollectorProcess> {
    const directory = mkdtempSync(join(tmpdir(), "collector-faults-"));
    writeFileSync(join(directory, "internal.secret"), SECRET);
    const port = await freePort();
    // Beside node_modules, where its packages are found.
    const script = join(ROOT, "build", `faults-${process.pid}-${port}.js`);
    await build({
      absWorkingDir: ROOT,
      entryPoints: ["collector/main.ts"],
      outfile: script,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
    });
    return new CollectorProcess(`http://127.0.0.1:${port}`, script, directory, {
      ...process.env,
      DATABASE_URL: databaseUrl,
      TIMONERIE_DATA: directory,
      TIMONERIE_COLLECTOR_PORT: String(port),
      NODE_ENV: "test",
      ...extra,
    });
  }

  /** Starts it and waits until it accepts pushes; gives the milliseconds that took. */
  async start(): Promise<number> {
    const started = performance.now();
    this.program = await startProgram({ script: this.script, env: this.env, health: `${this.url}/healthz` });
    return performance.now() - started;
  }

  get pid(): number | undefined {
    return this.program?.child.pid;
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }

  /** Ends it, whatever its state, and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.script, { force: true });
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The highest resident memory that a process ever had, in bytes. */
export function peakMemoryBytes(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1_024;
}

/** What a process has used of the processor, in milliseconds: Linux counts in hundredths of a second. */
export function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
