import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { preflight, ROOT } from "./preflight.mjs";

/** Cheap and telling first. The tests include the architecture's; they are named apart so that its breach shows at once. */
const STEPS = [
  ["types", "node_modules/typescript/bin/tsc", ["--noEmit"]],
  ["lint", "node_modules/@biomejs/biome/bin/biome", ["check", ".", "--diagnostic-level=error"]],
  ["architecture", "node_modules/vitest/vitest.mjs", ["run", "tests/architecture.test.ts"]],
  ["build", "bin/build.mjs", []],
  ["tests", "bin/test.mjs", []],
];

preflight({ browser: true, senders: true });
for (const [name, program, args] of STEPS) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(1);
  }
}
