import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { dataDirectory } from "./settings.server.ts";

/**
 * A secret of the data directory, 256 bits in hex, made at the first start and never a default. Of two processes that
 * start at once the one that creates the file wins (`wx`), and the other reads it.
 */
export function secret(name: string): string {
  const directory = join(dataDirectory(), "secrets");
  const file = join(directory, name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const value = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(value))
    throw new Error(`${file} does not hold a secret: remove it to have a new one made`);
  return value;
}
