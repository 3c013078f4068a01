import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { createInstance, type i18n } from "i18next";
import { isbot } from "isbot";
import type { ReactNode } from "react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";

import { databaseWatch } from "./http/database-watch.server.ts";
import { sessionOf } from "./http/session.server.ts";
import { copying, rememberPage, stalePage } from "./http/stale-pages.server.ts";
import { withoutNulls } from "./http/without-nulls.server.ts";
import { localeOf } from "./i18next.server.ts";
import { loadTexts } from "./locales/index.ts";
import { i18nSettings } from "./locales/settings.ts";
import { FALLBACK_LOCALE, isLocale, type Locale } from "./ui/locale.ts";
import { NonceProvider } from "./ui/nonce.tsx";
import { withTrueAges } from "./ui/stale-age.tsx";
import { STALE_PLACE, StaleNotice } from "./ui/stale-notice.tsx";

/** A page that has not finished by then is cut off: the browser shows what it has. */
const RENDER_DEADLINE_MS = 5_000;
const RETRY_AFTER_SECONDS = 5;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const stale = status === 503 && request.method === "GET" ? await staleAnswer(request, nonce) : null;
  if (stale) return stale;

  if (status === 503) headers.set("retry-after", String(RETRY_AFTER_SECONDS));
  const i18next = await i18nFor(request, remix);
  const session = status === 200 && request.method === "GET" ? await sessionOf(request) : null;
  // Crawlers do not wait for what streams in later.
  const readyEvent = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let answered = false;
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider nonce={nonce}>
        <I18nextProvider i18n={i18next}>
          <RemixServer context={remix} url={request.url} abortDelay={RENDER_DEADLINE_MS} nonce={nonce} />
        </I18nextProvider>
      </NonceProvider>,
      {
        nonce,
        [readyEvent]() {
          answered = true;
          const body = withoutNulls();
          const shown = copying((html) => {
            if (session && !failed) rememberPage(request, session, { html, nonce, language: i18next.language });
          });
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(shown), { headers, status: failed ? 500 : status }));
          pipe(body).pipe(shown);
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          // What fails before the shell is ready is reported by onShellError.
          if (answered) console.error(error);
        },
      },
    );
    setTimeout(abort, RENDER_DEADLINE_MS + 1_000).unref();
  });
}

/** The texts in the language that the root loader chose; where it failed, in the browser's. */
async function i18nFor(request: Request, remix: EntryContext): Promise<i18n> {
  const root = remix.staticHandlerContext.loaderData.root as { locale?: string } | undefined;
  return i18nIn(await localeOf(request, root?.locale ?? null));
}

async function i18nIn(locale: Locale): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init(i18nSettings(locale, await loadTexts(locale)));
  return instance;
}

/** While the database is away: the page as this browser last saw it, which says so. Null for a page it never saw. */
async function staleAnswer(request: Request, nonce: string): Promise<Response | null> {
  const now = Date.now();
  const page = stalePage(request, nonce, now);
  if (!page) return null;
  const markup = await markupIn(isLocale(page.language) ? page.language : FALLBACK_LOCALE);
  const notice = markup(<StaleNotice since={databaseWatch().awaySince ?? now} at={page.at} now={now} />);
  return new Response(
    withTrueAges(page.html, now, markup).replace(STALE_PLACE, () => notice),
    {
      headers: { "content-type": "text/html; charset=utf-8", age: String(Math.round((now - page.at) / 1_000)) },
    },
  );
}

async function markupIn(locale: Locale): Promise<(part: ReactNode) => string> {
  const i18n = await i18nIn(locale);
  return (part) => renderToStaticMarkup(<I18nextProvider i18n={i18n}>{part}</I18nextProvider>);
}
