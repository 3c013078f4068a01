import { Router } from "express";

import { answer } from "../http/answer.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { bothPaths } from "../paths.ts";
import { LegalPage } from "./page.tsx";

/** Who runs the shop, and under which terms it sells. */
export function legalRoutes(): Router {
  const router = Router();
  for (const name of ["legal", "terms"] as const) {
    router.get(
      bothPaths(name),
      answer((request, response) => {
        const { words } = pageContext(request);
        sendPage(request, response, { title: words[name].title }, <LegalPage text={words[name]} />);
      }),
    );
  }
  return router;
}
