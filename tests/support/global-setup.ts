import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers with the URL of the run's MariaDB, started by the first who asks. */
    databaseDesk: string;
  }
}

interface Desk {
  readonly address: string;
  close(): Promise<void>;
}

// Each project of the run calls the set-up of its own copy of this module; the server is one for all.
const shared = globalThis as typeof globalThis & { timonerieTestDesk?: Promise<Desk>; timonerieTestUsers?: number };

/** One MariaDB a run, in a temporary directory, started only when a test asks for it: many need none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.timonerieTestUsers = (shared.timonerieTestUsers ?? 0) + 1;
  shared.timonerieTestDesk ??= openDesk();
  const desk = await shared.timonerieTestDesk;
  project.provide("databaseDesk", desk.address);
  return async () => {
    shared.timonerieTestUsers = (shared.timonerieTestUsers ?? 1) - 1;
    if (shared.timonerieTestUsers === 0) await desk.close();
  };
}

async function openDesk(): Promise<Desk> {
  const directory = mkdtempSync(join(tmpdir(), "timonerie-test-"));
  let starting: Promise<EmbeddedDatabase> | undefined;
  const server = createServer((_request, response) => {
    starting ??= startEmbedded({ directory, bufferPoolMegabytes: 128, redoLogMegabytes: 32, survivesPowerCut: false });
    starting.then(
      (database) => response.end(database.url("")),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      const database = await starting?.catch(() => undefined);
      await database?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
