import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { createInstance, type i18n } from "i18next";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";

import { withoutNulls } from "./http/without-nulls.server.ts";
import { localeOf } from "./i18next.server.ts";
import { loadTexts } from "./locales/index.ts";
import { i18nSettings } from "./locales/settings.ts";
import { NonceProvider } from "./ui/nonce.tsx";

/** A page that has not finished by then is cut off: the browser shows what it has. */
const RENDER_DEADLINE_MS = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const i18next = await i18nFor(request, remix);
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
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
          pipe(body);
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
  const locale = await localeOf(request, root?.locale ?? null);
  const instance = createInstance();
  await instance.use(initReactI18next).init(i18nSettings(locale, await loadTexts(locale)));
  return instance;
}
