import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { ProgramPlan } from "./program.ts";
import type { Settings } from "./settings.ts";

/** The process that runs checks. It listens on nothing; what it last saw, and when, stands on the page of the checks. */
export function probePlan(settings: Settings, environment: NodeJS.ProcessEnv): ProgramPlan {
  const secret = join(settings.data, "shop-test.secret");
  return {
    name: "probe",
    script: join(settings.root, "build/probe.js"),
    env: {
      ...environment,
      // Opens the demo's test product to the purchase journey; without a shop of our own there is none.
      TIMONERIE_SHOP_SECRET: existsSync(secret) ? readFileSync(secret, "utf8").trim() : "",
    },
  };
}
