import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { build, endWithMessage } from "./build.mjs";
import { preflight, ROOT } from "./preflight.mjs";

const LONG = "--long";

preflight({ browser: true, senders: true });
// Built once, before the workers: the tests of whole programs run what users run.
await build().catch((error) => {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exit(1);
});

const args = process.argv.slice(2);
const ran = spawnSync(
  process.execPath,
  [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...args.filter((argument) => argument !== LONG)],
  {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...(args.includes(LONG) ? { TIMONERIE_LONG: "1" } : {}) },
  },
);
if (ran.error) endWithMessage(ran.error);
process.exitCode = ran.status ?? 1;
