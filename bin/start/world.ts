import { hashPassword } from "better-auth/crypto";

import type { Database } from "#db/client.server.ts";
import { seedBase } from "#db/seed/base.ts";
import { isEmpty, seedDemo } from "#db/seed/demo.ts";
import { insertLocalMachine } from "#db/seed/local-machine.ts";
import type { Settings } from "./settings.ts";

/** What every installation starts with and, in an empty database, the demo. Says whether the demo was written now. */
export async function prepareWorld(
  db: Database,
  { demo, demoPassword }: Pick<Settings, "demo" | "demoPassword">,
): Promise<{ seeded: boolean }> {
  await seedBase(db);
  if (demo === "off" || !(await isEmpty(db))) return { seeded: false };

  const { popgom } = await seedDemo(
    db,
    await hashPassword(demoPassword),
    new Date(),
    demo === "large" ? "large" : "popgom",
  );
  await insertLocalMachine(db, popgom.projectId);
  return { seeded: true };
}
