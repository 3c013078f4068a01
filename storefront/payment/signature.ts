import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 of the body's bytes under the secret shared with the provider, in hexadecimal. */
export function signatureOf(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

/** Compares in constant time: how long a refusal takes says nothing of the right signature. */
export function isSignedBy(secret: string, body: string, signature: string | undefined): boolean {
  const expected = Buffer.from(signatureOf(body, secret));
  const given = Buffer.from(signature ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
