import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the extranet shows to the collector. 256 random bits in hex, made at the first start; never a default. */
export function makeInternalSecret(data: string): void {
  makeOnce(join(data, "internal.secret"), () => randomBytes(32).toString("hex"));
}

/** What signs the shop's cookies and payments, what its checks show, and its owner's password. None is ever a default. */
export function makeShopSecrets(data: string): void {
  makeOnce(join(data, "shop.secret"), () => randomBytes(32).toString("hex"));
  makeOnce(join(data, "shop-test.secret"), () => randomBytes(32).toString("hex"));
  makeOnce(join(data, "shop-admin.password"), () => randomBytes(9).toString("base64url"));
}

/** Of two processes that start at once, the one that creates the file wins. */
function makeOnce(file: string, make: () => string): void {
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, make(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
