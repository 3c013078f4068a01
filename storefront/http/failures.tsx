import type { Request, Response } from "express";

import { Notice } from "../pages/notice.tsx";
import { pageContext, sendPage } from "./page.tsx";

/** There is nothing at this address, or it was withdrawn; with another status the request itself was malformed. */
export function sendNotFound(request: Request, response: Response, status = 404): void {
  sendNotice(request, response, status, "notFound");
}

/** The form came from another site. */
export function sendForeign(request: Request, response: Response): void {
  sendNotice(request, response, 403, "foreign");
}

/** Something that must not happen did; the log has it. */
export function sendBroken(request: Request, response: Response): void {
  sendNotice(request, response, 500, "broken");
}

function sendNotice(
  request: Request,
  response: Response,
  status: number,
  which: "notFound" | "foreign" | "broken",
): void {
  const { language, words } = pageContext(request);
  const title = words.shell[`${which}Title`];
  sendPage(
    request,
    response,
    { title, status },
    <Notice language={language} title={title} text={words.shell[which]} home={words.shell.home} />,
  );
}
