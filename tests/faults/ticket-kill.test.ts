import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seededNumbers } from "#storefront/centres/seeded.ts";
import { ownDatabase, type TestDatabase } from "#tests/support/database.ts";
import { freePort, startProgram, type TestProgram } from "#tests/support/program.ts";
import { ROOT } from "#tests/support/stack.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";
import { build } from "../../bin/build.mjs";

import { type Answerers, startAnswerers } from "./answerers.ts";
import { wrongAnswers } from "./thread-books.ts";

const KILLS = process.env.TIMONERIE_LONG ? 50 : 5;
/** The planted fault shows when a kill falls into an answer; so many kills are enough for that. */
const MOST_KILLS_TO_FIND = 30;

let database: TestDatabase & { drop(): Promise<void> };
let world: World;
let data: string;
let port: number;
let program: TestProgram | undefined;

beforeAll(async () => {
  await build();
  database = await ownDatabase();
  world = await popgom(database.db);
  data = mkdtempSync(join(tmpdir(), "timonerie-kill-"));
  writeFileSync(join(data, "internal.secret"), randomBytes(32).toString("hex"), { mode: 0o600 });
  port = await freePort();
});
afterAll(async () => {
  await program?.stop();
  await database?.drop();
  rmSync(data, { recursive: true, force: true });
});

async function start(extra: Readonly<Record<string, string>> = {}): Promise<void> {
  program = await startProgram({
    script: join(ROOT, "build/server/extranet.js"),
    health: `http://127.0.0.1:${port}/healthz`,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      TIMONERIE_DATA: data,
      TIMONERIE_HOST: "127.0.0.1",
      TIMONERIE_PORT: String(port),
      TIMONERIE_URL: `http://localhost:${port}`,
      ...extra,
    },
  });
}

test(
  `an extranet killed ${KILLS} times while answers with a file are sent: each is whole or absent, none is there twice (L11)`,
  async () => {
    await start();
    const answerers = await startAnswerers(`http://localhost:${port}`, ticketOf(world), people(world), "sure");
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killSoon(answerers, kill);
      await start();
    }
    await answerers.answered(1);
    const sent = await answerers.stop();
    expect(await wrongAnswers(database.pool, sent)).toEqual([]);
    expect(sent.length).toBeGreaterThan(KILLS);
    await program?.stop();
  },
  60_000 + KILLS * 30_000,
);

test(
  "an extranet whose statements each stand by themselves is found out",
  async () => {
    const planted = { NODE_OPTIONS: `--import=${fileURLToPath(new URL("forget-transactions.mjs", import.meta.url))}` };
    await start(planted);
    const answerers = await startAnswerers(`http://localhost:${port}`, ticketOf(world), people(world), "planted");
    let wrongs: string[] = [];
    for (let kill = 0; kill < MOST_KILLS_TO_FIND && wrongs.length === 0; kill += 1) {
      await killSoon(answerers, kill);
      wrongs = await wrongAnswers(database.pool, answerers.taken());
      await start(planted);
    }
    await answerers.stop();
    expect(wrongs).not.toEqual([]);
  },
  60_000 + MOST_KILLS_TO_FIND * 30_000,
);

/** After so many more answers, however fast the machine is, and a little later: anywhere in what comes next. */
async function killSoon(answerers: Answerers, kill: number): Promise<void> {
  const random = seededNumbers(kill);
  await answerers.answered(2 + Math.floor(5 * random()));
  await new Promise((wake) => setTimeout(wake, 30 * random()));
  await program?.kill();
}

function ticketOf({ project, ticket }: World): string {
  return `/projects/${project.slug}/tickets/${ticket}`;
}

function people({ support, pm, viewer, approver }: World): FixtureUser[] {
  return [support, pm, viewer, approver];
}
