import type { Request, Response } from "express";

import { queryOf } from "../http/fields.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/** Answers with the page for who is not signed in; `sent` in its address says that a mail is on its way. */
export function sendSignIn(
  request: Request,
  response: Response,
  { status, ...shown }: { status?: number; problem?: string; email?: string; next?: string },
): void {
  const { language, words } = pageContext(request);
  const told = queryOf(request, "sent") ? words.account.sent : undefined;
  const page = <SignInPage {...shown} {...{ told, language }} words={words.account} />;
  sendPage(request, response, { title: words.account.title, isPrivate: true, status }, page);
}
