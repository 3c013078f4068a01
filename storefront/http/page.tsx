import type { Request, Response } from "express";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

import { Layout, type PageHead } from "../pages/layout.tsx";
import { type Language, languageOf } from "../paths.ts";
import { type Words, wordsOf } from "../words/words.ts";

/** What a page is told about the request beside its own data. */
export interface PageContext {
  readonly language: Language;
  readonly words: Words;
}

export function pageContext(request: Request): PageContext {
  const language = languageOf(request.path);
  return { language, words: wordsOf(language) };
}

/**
 * Answers with a page in the layout, as static markup. The number of tyres beside the basket's link is that of
 * `response.locals.basketTyres`, where somebody has counted them.
 */
export function sendPage(
  request: Request,
  response: Response,
  head: PageHead & { readonly status?: number },
  page: ReactElement,
): void {
  const { language, words } = pageContext(request);
  const markup = renderToStaticMarkup(
    <Layout
      head={head}
      language={language}
      words={words}
      address={request.path}
      query={request.originalUrl.split("?")[1] ?? ""}
      basketTyres={Number(response.locals.basketTyres ?? 0)}
    >
      {page}
    </Layout>,
  );
  response
    .status(head.status ?? 200)
    .set("cache-control", "private, no-cache")
    .type("html")
    .send(`<!doctype html>${markup}`);
}
