import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { build } from "esbuild";

import type { ShopDatabase } from "#storefront/db/client.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Two workers, each a process of its own: one holds the lease, the other waits for it. */
export class OrderWorkers {
  private readonly living = new Map<string, ChildProcess>();
  private started = 0;

  private constructor(
    private readonly db: ShopDatabase,
    private readonly databaseUrl: string,
    private readonly script: string,
    private readonly directory: string,
    private readonly fault: string,
  ) {}

  static async prepare(db: ShopDatabase, databaseUrl: string, fault = ""): Promise<OrderWorkers> {
    const directory = mkdtempSync(join(tmpdir(), "order-workers-"));
    for (const file of ["tellings", "deaths"]) writeFileSync(join(directory, file), "");
    // Beside node_modules, where its packages are found.
    const script = join(ROOT, "build", `order-worker-${process.pid}.js`);
    await build({
      absWorkingDir: ROOT,
      entryPoints: ["tests/faults/order-worker-program.ts"],
      outfile: script,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
    });
    const workers = new OrderWorkers(db, databaseUrl, script, directory, fault);
    workers.start();
    workers.start();
    return workers;
  }

  /** Keys of what partners were told, in order, as often as they were told it. */
  get tellings(): string[] {
    return this.lines("tellings");
  }

  /** The moments at which workers died by their own hand. */
  get deaths(): string[] {
    return this.lines("deaths");
  }

  /** Starts a worker for each that died by its own hand. */
  replaceDead(): void {
    for (const [name, { exitCode, signalCode }] of this.living) {
      if (exitCode === null && signalCode === null) continue;
      this.living.delete(name);
      this.start();
    }
  }

  /** Waits until one of the living holds the lease, lets it work for a while, and ends it without a word. */
  async killHolder(afterMs: number): Promise<void> {
    const name = await this.holder();
    await pause(afterMs);
    const child = this.living.get(name);
    this.living.delete(name);
    await gone(child, "SIGKILL");
    this.start();
  }

  /** Ends them, whatever their state, and leaves nothing behind. */
  async remove(): Promise<void> {
    await Promise.all([...this.living.values()].map((child) => gone(child, "SIGKILL")));
    rmSync(this.script, { force: true });
    rmSync(this.directory, { recursive: true, force: true });
  }

  private lines(file: string): string[] {
    return readFileSync(join(this.directory, file), "utf8").split("\n").filter(Boolean);
  }

  private start(): void {
    this.started += 1;
    const name = `worker-${this.started}`;
    const args = [
      this.script,
      this.databaseUrl,
      name,
      ...["tellings", "deaths"].map((file) => join(this.directory, file)),
      this.fault,
    ];
    this.living.set(name, spawn(process.execPath, args, { stdio: "ignore" }));
  }

  private async holder(): Promise<string> {
    for (;;) {
      this.replaceDead();
      const [rows] = (await this.db.execute(sql`
        select holder from workflow_leases
        where held_until > cast(unix_timestamp(now(3)) * 1000 as unsigned)`)) as unknown as [{ holder: string }[]];
      const name = rows[0]?.holder ?? "";
      if (this.living.has(name)) return name;
      await pause(10);
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

function gone(child: ChildProcess | undefined, signal: "SIGKILL"): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((settle) => {
    child.once("exit", () => settle());
    child.kill(signal);
  });
}
