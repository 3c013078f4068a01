import type { Request, RequestHandler, Response } from "express";

import { cookiesOf } from "../http/cookies.ts";
import { hasTestSecret } from "../http/test-secret.ts";
import type { ShopFigures } from "./figures.ts";
import { pageClassOf } from "./page-class.ts";

/** A visit goes on while the shopper opens a page at least each half hour. It says that, and nothing of who they are. */
const VISIT_COOKIE = "visit";
const VISIT_SECONDS = 1_800;

/** Counts what shoppers do and how long they wait. Checks, assets, health and the owner's pages are in no figure. */
export function countingOf(
  figures: ShopFigures,
  secret: string | undefined,
  now = () => performance.now(),
): RequestHandler {
  return (request, response, next) => {
    const page = pageClassOf(request.path);
    if (!page || hasTestSecret(request, secret)) {
      next();
      return;
    }
    const began = now();
    const isNew = request.method === "GET" && !cookiesOf(request).has(VISIT_COOKIE);
    if (request.method === "GET") renewVisit(response);
    response.once("finish", () => {
      figures.answered(page, now() - began);
      if (response.statusCode >= 500) figures.count("errors");
      if (isNew) figures.count("visits");
      if (response.statusCode < 400 && page === "search" && isSearch(request)) figures.count("searches");
      if (response.statusCode < 400 && page === "basket" && isAddition(request)) figures.count("baskets");
    });
    next();
  };
}

function renewVisit(response: Response): void {
  response.append("set-cookie", `${VISIT_COOKIE}=1; Path=/; Max-Age=${VISIT_SECONDS}; HttpOnly; SameSite=Lax`);
}

/** The next page of the same results is no new search. */
function isSearch({ method, query }: Request): boolean {
  const asked = Object.entries(query).some(([name, value]) => name !== "page" && value !== "");
  return method === "GET" && asked && (query.page === undefined || query.page === "1");
}

/** Other quantities and what is taken out again are no additions. */
function isAddition({ method, body }: Request): boolean {
  if (method !== "POST" || typeof body !== "object" || body === null) return false;
  return "product" in body && !("change" in body) && !("remove" in body);
}
