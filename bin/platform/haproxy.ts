import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { unpackedLibraries, unpackedProgram } from "../preflight.mjs";
import { startLogged } from "./program.ts";

/** What HAProxy links against and a small machine may lack. */
const LIBRARIES = ["liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"];

/** HAProxy under this configuration, which is left in the directory beside its log. */
export function startBalancer(directory: string, configuration: string): ChildProcess {
  const file = join(directory, "haproxy.cfg");
  writeFileSync(file, configuration, { mode: 0o600 });
  const libraries = [...unpackedLibraries(LIBRARIES), process.env.LD_LIBRARY_PATH ?? ""].join(delimiter);
  return startLogged(directory, "balancer", {
    file: unpackedProgram("haproxy", "haproxy"),
    args: ["-db", "-f", file],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  });
}
