import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";

import { cookiesOf } from "../http/cookies.ts";
import type { ShopSettings } from "../settings.ts";
import { parseOrderNumber } from "./number.ts";

/** In the cookie: which order its holder may read, and until when. Set for who paid it or knows its e-mail address. */
const COOKIE = "order";
const HOLDS_SECONDS = 3_600;

/** Lets this browser read the order for an hour, so that neither its address nor a key stands in a URL. */
export function giveProof(response: Response, { secret, url }: ShopSettings, number: string, now = new Date()): void {
  const until = Math.floor(now.getTime() / 1_000) + HOLDS_SECONDS;
  const value = `${number}.${until}.${sealOf(number, until, secret)}`;
  response.append("set-cookie", `${COOKIE}=${value}; ${attributes(url)}; Max-Age=${HOLDS_SECONDS}`);
}

export function withdrawProof(response: Response, { url }: ShopSettings): void {
  response.append("set-cookie", `${COOKIE}=; ${attributes(url)}; Max-Age=0`);
}

/** Number of the order that this browser may read; null where it shows no proof, or one that is over or not ours. */
export function provenOrder(request: Request, { secret }: ShopSettings, now = new Date()): string | null {
  const [number = "", until = "", seal = ""] = (cookiesOf(request).get(COOKIE) ?? "").split(".");
  const expected = Buffer.from(sealOf(number, Number(until), secret));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(until) * 1_000 > now.getTime() ? parseOrderNumber(number) : null;
}

function sealOf(number: string, until: number, secret: string): string {
  return createHmac("sha256", secret).update(`order ${number} ${until}`).digest("base64url");
}

function attributes(url: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${url.startsWith("https:") ? "; Secure" : ""}`;
}
