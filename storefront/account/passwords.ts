import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

export const SHORTEST = 12;
const LONGEST = 200;

/** 32 MiB and some 80 ms for one guess. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const KEY_BYTES = 32;

const derive = promisify(scrypt) as (password: string, salt: Buffer, bytes: number, cost: object) => Promise<Buffer>;

/** Whether a password may be chosen: by its length alone, in characters. */
export function isAcceptable(password: string): boolean {
  return password.length >= SHORTEST && password.length <= LONGEST;
}

/** "scrypt.N.r.p.salt.key", so that passwords outlive a change of cost. */
export async function hashOfPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFC"), salt, KEY_BYTES, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join(".");
}

/** Whether the password is the one of this hash. Without a hash it takes as long and is not. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt = "", key = ""] = (hash ?? (await nobodys)).split(".");
  const expected = Buffer.from(key, "base64url");
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  const given = await derive(
    password.slice(0, LONGEST).normalize("NFC"),
    Buffer.from(salt, "base64url"),
    KEY_BYTES,
    cost,
  );
  return timingSafeEqual(given, expected) && hash !== null;
}

const nobodys = hashOfPassword(randomBytes(16).toString("hex"));
