import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";

import type { RequestHandler, Response } from "express";

import { ADDRESS_HEADER, FORWARDED_HEADERS, plainAddress } from "./address.ts";
import { bodyRefusal, FILE, FORM, FORM_WITH_FILES, mediaTypeOf, takenAt } from "./limits.ts";
import { isOwnOrigin } from "./origin.ts";
import { securityHeaders } from "./security-headers.ts";
import { isHttps, trustedOrigins } from "./settings.server.ts";

/** Headers of which a route's own word replaces the one for all pages. */
const ROUTES_OWN = ["cache-control", "content-security-policy", "referrer-policy"];

/** Every other method is refused, at every address alike: no route has to think of it. */
const METHODS = ["GET", "HEAD", "POST"];

/** Behind this point the only word about who calls is ours. */
export const identifyCaller: RequestHandler = (request, response, next) => {
  for (const name of FORWARDED_HEADERS) delete request.headers[name];
  if (!URL.canParse(`http://${request.headers.host}`)) {
    refuse(response, 400);
    return;
  }
  request.headers[ADDRESS_HEADER] = plainAddress(request.ip);
  delete request.headers["x-forwarded-for"];
  next();
};

/** Where a mail is seen as its sender laid it out. */
const MAIL_PAGES = /^\/(?:admin\/mail|projects\/[^/]+\/tickets\/\d+\/mails\/\d+)$/;

export const secureResponse: RequestHandler = (request, response, next) => {
  response.locals.nonce = randomBytes(16).toString("base64");
  // A mail's frame has the policy of the page around it.
  const remoteImages = MAIL_PAGES.test(request.path) && request.query.images === "1";
  response.set(securityHeaders({ nonce: response.locals.nonce as string, https: isHttps(), remoteImages }));
  // Pages are about one user; a route that may be kept says so itself.
  response.set("cache-control", "no-store");
  // Remix adds its routes' headers to those that are set, and what is to be kept for a minute would still not be stored,
  // nor would a stricter word on referrers be the only one.
  const append = response.append.bind(response);
  response.append = (name, value) =>
    ROUTES_OWN.includes(name.toLowerCase()) ? response.set(name, value) : append(name, value);
  next();
};

export const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (METHODS.includes(request.method)) return next();
  refuse(response.set("allow", METHODS.join(", ")), 405);
};

export const refuseForeignWrites: RequestHandler = (request, response, next) => {
  const { method, headers } = request;
  const origin = request.get("origin");
  const fetchSite = request.get("sec-fetch-site");
  const own = isOwnOrigin({ method, origin, fetchSite, hasCookie: headers.cookie !== undefined }, trustedOrigins());
  const isApi = request.path.startsWith("/api/");
  const refused = own ? bodyRefusal(method, headers, takenAt(request.path)) : 403;
  if (refused !== null) return refuse(response, refused);
  if (method === "POST") {
    // Remix compares the origin with the host once more, and fails where a proxy names another: ours is proved already.
    if (origin === "null") delete headers.origin;
    else if (origin !== undefined) headers["x-forwarded-host"] = new URL(origin).host;
    // Without this an empty body is no form, and reading it fails.
    if (!isApi && !(hasBody(headers) && [FILE, FORM_WITH_FILES].includes(mediaTypeOf(headers)))) {
      headers["content-type"] = FORM;
    }
  }
  next();
};

function hasBody(headers: { "content-length"?: string }): boolean {
  return Number(headers["content-length"] ?? 0) > 0;
}

/** The body was not read: the connection cannot be used again. */
export function refuse(response: Response, status: number): void {
  response.set("connection", "close").status(status).type("txt").send(STATUS_CODES[status]);
}
