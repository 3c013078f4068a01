import { type Request, type Response, Router } from "express";
import { z } from "zod";

import { answer } from "../http/answer.ts";
import { fieldOf, queryOf } from "../http/fields.ts";
import { networkOf } from "../http/network.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { bothPaths, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { Attempts } from "../tracking/attempts.ts";
import { addressOfLink, sendLink, setPassword } from "./link.ts";
import { PasswordPage } from "./password-page.tsx";
import { isAcceptable } from "./passwords.ts";
import { openSession } from "./session.ts";
import { sendSignIn } from "./sign-in.tsx";

const EmailForm = z.string().trim().toLowerCase().pipe(z.email().max(190));

/** Mails that one caller may ask for in a minute. */
const LINKS_A_MINUTE = 3;
/** Mails to one address in an hour, whoever asks for them: a stranger is not to fill somebody's mailbox. */
const MAILS_AN_HOUR = 5;
const HOUR_MS = 3_600_000;

/** A password as it was typed, spaces included. */
export function passwordOf({ body }: Request): string {
  return typeof body.password === "string" ? body.password : "";
}

/** How a password is chosen: by a link that is mailed, the first time and whenever it was forgotten. */
export function passwordRoutes(shop: Shop): Router {
  const { db, settings } = shop;
  const callers = new Attempts(LINKS_A_MINUTE);
  const mailboxes = new Attempts(MAILS_AN_HOUR, HOUR_MS);
  const router = Router();
  router.post(
    bothPaths("accountLink"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const email = EmailForm.safeParse(fieldOf(request, "email"));
      const now = new Date();
      if (!email.success) {
        sendSignIn(request, response, { problem: words.account.wrongEmail, status: 422 });
      } else if (!callers.allow([`from ${networkOf(request.ip)}`], now.getTime())) {
        sendSignIn(request, response, { problem: words.account.tooMany, status: 429 });
      } else {
        // Beyond that the mails of a moment ago are in the mailbox, and the answer is the same.
        if (mailboxes.allow([email.data], now.getTime())) await sendLink(db, settings, email.data, language, now);
        response.redirect(303, `${pathOf("account", language)}?sent=1`);
      }
    }),
  );
  router.get(
    bothPaths("accountPassword"),
    answer((request, response) => sendPassword(shop, request, response, queryOf(request, "key"))),
  );
  router.post(
    bothPaths("accountPassword"),
    answer(async (request, response) => {
      const [key, now] = [fieldOf(request, "key"), new Date()];
      if (!isAcceptable(passwordOf(request))) {
        const { tooShort } = pageContext(request).words.account;
        return sendPassword(shop, request, response, key, tooShort);
      }
      const isOpen = (await addressOfLink(db, settings, key, now)) !== null;
      const customer = isOpen ? await setPassword(db, settings, key, passwordOf(request), now) : null;
      if (!customer) return sendPassword(shop, request, response, "");
      openSession(response, settings, customer, now);
      response.redirect(303, pathOf("account", pageContext(request).language));
    }),
  );
  return router;
}

async function sendPassword(
  { db, settings }: Shop,
  request: Request,
  response: Response,
  linkKey: string,
  problem?: string,
): Promise<void> {
  const { language, words } = pageContext(request);
  const email = await addressOfLink(db, settings, linkKey, new Date());
  const title = email === null ? words.account.staleTitle : words.account.choose;
  const page = <PasswordPage {...{ email, linkKey, problem, language }} words={words.account} />;
  const status = email === null || problem !== undefined ? 422 : 200;
  sendPage(request, response, { title, isPrivate: true, status }, page);
}
