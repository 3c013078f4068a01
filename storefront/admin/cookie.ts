import type { Request, Response } from "express";

import { cookiesOf } from "../http/cookies.ts";
import { SESSION_MS } from "./session.ts";

const NAME = "popgom_owner";

/** The session's token as the browser sends it back. */
export function tokenIn(request: Request): string | undefined {
  return cookiesOf(request).get(NAME);
}

export function giveToken(response: Response, token: string, shopUrl: string): void {
  response.cookie(NAME, token, { ...attributes(shopUrl), maxAge: SESSION_MS });
}

export function takeToken(response: Response, shopUrl: string): void {
  response.clearCookie(NAME, attributes(shopUrl));
}

/** For the owner's pages alone, out of reach of scripts, and sent by no link or form of another site. */
function attributes(shopUrl: string) {
  return { path: "/admin", httpOnly: true, sameSite: "strict", secure: shopUrl.startsWith("https:") } as const;
}
