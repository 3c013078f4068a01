import { createHash, randomBytes } from "node:crypto";

/** A new bearer token of 256 random bits, and the only thing of it that is kept: the SHA-256 of its text. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: tokenHash(token) };
}

/** What is stored of a token, and compared as bytes. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}
