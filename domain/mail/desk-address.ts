import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { instanceOf } from "./reply-address.ts";

/** The address that tickets are written to, as TIMONERIE_DESK_ADDRESS has it; undefined where no mail comes in. */
export function deskAddress(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const address = env.TIMONERIE_DESK_ADDRESS?.trim().toLowerCase();
  if (!address) return undefined;
  // Room for "+", two numbers and a signature in the 64 characters of a local part.
  if (!/^[a-z0-9._-]{1,20}@[a-z0-9.-]{1,190}$/.test(address)) {
    throw new Error(`TIMONERIE_DESK_ADDRESS is ${address}: it must be a plain address like desk@example.com.`);
  }
  return address;
}

/** Names this installation in mails, where mail comes in. */
export function deskInstance(): string | undefined {
  return deskAddress() === undefined ? undefined : instanceOf(deskSecret());
}

let known: { readonly file: string; readonly secret: string } | undefined;

/**
 * What signs the addresses of answers: 256 random bits in hex, a file of the data directory, made at the first use and never
 * a default. Of two processes that start at once the one that creates the file wins, and the other reads it.
 */
export function deskSecret(data = process.env.TIMONERIE_DATA || ".data"): string {
  const directory = join(data, "secrets");
  const file = join(directory, "desk-mail");
  if (known?.file === file) return known.secret;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new Error(`${file} does not hold a secret: remove it to have a new one made`);
  known = { file, secret };
  return secret;
}
