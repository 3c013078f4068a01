import type { NextFunction, Request, RequestHandler, Response } from "express";

/** An asynchronous handler for Express 4, whose failure reaches the shop's page for failures. */
export function answer(handle: (request: Request, response: Response) => Promise<void> | void): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    Promise.resolve()
      .then(() => handle(request, response))
      .catch(next);
  };
}
