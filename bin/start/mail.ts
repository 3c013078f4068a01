import { join } from "node:path";

import { mailSettings } from "#collector/mail/settings.ts";

import type { ProgramPlan } from "./program.ts";
import type { Settings } from "./settings.ts";

/** The process that takes the desk's mail in; undefined where no address is set for it. */
export function mailPlan(settings: Settings, environment: NodeJS.ProcessEnv): ProgramPlan | undefined {
  if (!environment.TIMONERIE_DESK_ADDRESS) return undefined;
  // Says at the start what the program would say in its log.
  mailSettings(environment);
  return { name: "mail", script: join(settings.root, "build/mail.js"), env: environment };
}
