import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { StartRefused } from "#db/start-refused.ts";
import { withStandingDatabase } from "./start/database.ts";
import { inviteAdmin } from "./start/invite-admin.ts";
import { readSettings } from "./start/settings.ts";
import { superviseAll } from "./start/supervise.ts";
import { prepareWorld } from "./start/world.ts";

const USAGE = `usage: timonerie <command>
  start                 start everything, stay until Ctrl-C
  migrate               bring the database up to date
  seed                  write the demo into an empty database
  invite-admin EMAIL    print a link, valid one hour, that makes an admin
  agent …               the agent's own commands: agent enrol --url … --token …
  probe …               runs checks from elsewhere: probe --url … --token-file …`;

/** This file and its bundle in build/ both lie one folder below the root. */
const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function run([command, ...args]: readonly string[]): Promise<number> {
  if (command === "agent") return runProgram("agent.cjs", args);
  if (command === "probe") return runProgram("probe.js", args);
  const settings = readSettings(ROOT, process.env);
  switch (command) {
    case "start":
      await superviseAll(settings);
      return stayUp;
    case "migrate":
      await withStandingDatabase(settings, async () => {});
      console.log("The database is up to date.");
      return 0;
    case "seed": {
      const { seeded } = await withStandingDatabase(settings, ({ db }) => prepareWorld(db, settings));
      console.log(
        seeded ? "The demo is written." : "The database is not empty, or TIMONERIE_DEMO is off: no demo written.",
      );
      return 0;
    }
    case "invite-admin": {
      if (!args[0]) throw new StartRefused("invite-admin needs an e-mail address: timonerie invite-admin EMAIL");
      const link = await withStandingDatabase(settings, ({ db }) => inviteAdmin(db, settings, args[0] ?? ""));
      console.log(link);
      return 0;
    }
    default:
      console.error(USAGE);
      return command === undefined || command === "help" ? 0 : 1;
  }
}

/** No exit: the supervisor's children and signals keep the process. */
const stayUp = -1;

function runProgram(bundle: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, "build", bundle), ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((settle) => child.once("exit", (code) => settle(code ?? 1)));
}

run(process.argv.slice(2)).then(
  (status) => {
    if (status !== stayUp) process.exit(status);
  },
  (error: unknown) => {
    // What the operator can mend is one line; anything else is our fault and comes with its stack.
    console.error(error instanceof StartRefused ? error.message : error);
    process.exit(1);
  },
);
