import { hash, randomBytes } from "node:crypto";

/**
 * A new bearer token of 256 random bits, and the only thing of it that is kept: the SHA-256 of its text.
 * In hex, so that no shell and no option parser takes its first character for its own.
 */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("hex");
  return { token, hash: tokenHash(token) };
}

/** What is stored of a token, and compared as bytes. */
export function tokenHash(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
