import { join } from "node:path";

import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { StartRefused } from "#db/start-refused.ts";
import type { Settings } from "./settings.ts";

const PAUSE_MS = 1_000;

export interface RunningDatabase {
  readonly url: string;
  readonly words: string;
  stop(): Promise<void>;
  /** For a second Ctrl-C: InnoDB recovers at the next start. */
  kill(): void;
}

/** The MariaDB of DATABASE_URL, or the private one under the data directory, migrated. The private one is started again when it dies. */
export async function startDatabase(settings: Settings): Promise<RunningDatabase> {
  if (settings.databaseUrl) return givenDatabase(settings.databaseUrl, settings.root);

  const start = () => startEmbedded({ directory: join(settings.data, "mariadb") });
  let database = await start();
  const url = database.url("timonerie");
  await prepare(url, settings.root);

  let stopping = false;
  const guard = async (running: EmbeddedDatabase): Promise<void> => {
    await running.gone;
    while (!stopping) {
      console.log("mariadb   │ ended unasked, starts again and recovers");
      try {
        database = await start();
        return guard(database);
      } catch (error) {
        console.log(`mariadb   │ ${(error as Error).message}`);
        await new Promise((wake) => setTimeout(wake, PAUSE_MS));
      }
    }
  };
  void guard(database);
  return {
    url,
    words: { first: "made", again: "started", attached: "taken over from an earlier run" }[database.start],
    stop() {
      stopping = true;
      return database.stop();
    },
    kill() {
      stopping = true;
      process.kill(database.pid, "SIGKILL");
    },
  };
}

/** For the short commands: the database is used where it runs already, else started for the time of the work. */
export async function withStandingDatabase<T>(
  settings: Settings,
  work: (handle: DatabaseHandle) => Promise<T>,
): Promise<T> {
  const attached = settings.databaseUrl
    ? undefined
    : await startEmbedded({ directory: join(settings.data, "mariadb") });
  const url = settings.databaseUrl ?? attached?.url("timonerie") ?? "";
  try {
    await prepare(url, settings.root);
    const handle = openDatabase(url, 2);
    return await work(handle).finally(() => handle.close());
  } finally {
    // One that was running before belongs to whoever started it.
    if (attached && attached.start !== "attached") await attached.stop();
  }
}

async function givenDatabase(url: string, root: string): Promise<RunningDatabase> {
  try {
    await prepare(url, root);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    const { code, message } = error as { code?: string; message: string };
    const isConnection = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENOENT|ER_ACCESS_DENIED|ER_DBACCESS_DENIED)/.test(
      code ?? "",
    );
    if (isConnection) throw new StartRefused(`The database of DATABASE_URL does not answer: ${message || code}`);
    throw error;
  }
  return { url, words: "that of DATABASE_URL", stop: async () => {}, kill: () => {} };
}

async function prepare(url: string, root: string): Promise<void> {
  await createDatabase(url);
  await migrate(url, join(root, "db/migrations"));
}
