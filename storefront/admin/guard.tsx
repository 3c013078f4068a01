import type { Request, RequestHandler, Response } from "express";

import type { Shop } from "../shop.ts";
import { owner } from "../words/fr/owner.ts";
import { stuckCount } from "../workflow/incidents.ts";
import { tokenIn } from "./cookie.ts";
import { sendOwnerPage } from "./page.tsx";
import { isSignedIn, type OwnerKeys } from "./session.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** The keys of the owner's sessions; undefined where no password is set and the pages are closed. */
export function ownerKeysOf({ settings: { secret, adminPassword } }: Shop): OwnerKeys | undefined {
  return adminPassword ? { secret, adminPassword } : undefined;
}

/**
 * Lets nobody past who has not signed in, whatever the address and the method: it stands before every page of the owner
 * but the sign-in. A page is answered with the form, which leads back to it.
 */
export function ownersOnly(shop: Shop): RequestHandler {
  const keys = ownerKeysOf(shop);
  return (request, response, next) => {
    if (!keys) {
      sendClosed(response);
      return;
    }
    isSignedIn(shop.db, keys, tokenIn(request))
      .then(async (isOpen) => {
        if (!isOpen) {
          sendSignIn(request, response, 401, request.method === "GET" ? undefined : owner.expired);
          return;
        }
        response.locals.stuck = await stuckCount(shop.db);
        next();
      })
      .catch(next);
  };
}

export function sendSignIn(request: Request, response: Response, status: number, trouble?: string): void {
  const back = request.method === "GET" ? request.originalUrl : undefined;
  sendOwnerPage(response, { title: owner.signIn, status }, <SignInPage trouble={trouble} back={back} />);
}

export function sendClosed(response: Response): void {
  sendOwnerPage(
    response,
    { title: owner.closedTitle, status: 403 },
    <section className="notice">
      <h1>{owner.closedTitle}</h1>
      <p>{owner.closed}</p>
    </section>,
  );
}
