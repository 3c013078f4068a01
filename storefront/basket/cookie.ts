import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";

import { cookiesOf } from "../http/cookies.ts";
import type { ShopSettings } from "../settings.ts";

const COOKIE = "basket";
/** A basket that nobody touches for this long is forgotten. */
export const KEPT_DAYS = 60;

/** 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The hash under which the request's basket is kept; undefined where it shows none. */
export function tokenHashOf(request: Request): string | undefined {
  const token = cookiesOf(request).get(COOKIE);
  return token !== undefined && TOKEN.test(token) ? hashOf(token) : undefined;
}

/** Gives the browser a new token, which nobody else ever sees: the database has only its SHA-256, which this returns. */
export function giveToken(response: Response, { url }: Pick<ShopSettings, "url">): string {
  const token = randomBytes(32).toString("base64url");
  response.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: url.startsWith("https:"),
    path: "/",
    maxAge: KEPT_DAYS * 86_400_000,
  });
  return hashOf(token);
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
