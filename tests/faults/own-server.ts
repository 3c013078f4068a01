import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";

const MIGRATIONS = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** A MariaDB of the test's own, with a migrated database: what can be killed, hung and started again. */
export class OwnServer {
  private constructor(
    readonly url: string,
    readonly handle: DatabaseHandle,
    private readonly directory: string,
    private server: Awaited<ReturnType<typeof startEmbedded>>,
  ) {}

  /** On the disk of `directory`, which must exist; it is removed at the end. */
  static async start(directory = mkdtempSync(join(tmpdir(), "outage-"))): Promise<OwnServer> {
    const server = await startEmbedded(optionsIn(directory));
    const url = server.url("outage");
    await createDatabase(url);
    await migrate(url, MIGRATIONS);
    return new OwnServer(url, openDatabase(url), directory, server);
  }

  /** kill -9, and gone. */
  async kill(): Promise<void> {
    process.kill(this.server.pid, "SIGKILL");
    await this.server.gone;
  }

  async startAgain(): Promise<void> {
    this.server = await startEmbedded(optionsIn(this.directory));
  }

  /** It keeps its connections and answers nothing. */
  hang(): void {
    process.kill(this.server.pid, "SIGSTOP");
  }

  goOn(): void {
    process.kill(this.server.pid, "SIGCONT");
  }

  async remove(): Promise<void> {
    await this.handle.close();
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function optionsIn(directory: string) {
  return { directory, bufferPoolMegabytes: 32, redoLogMegabytes: 16 };
}
