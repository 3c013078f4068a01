import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Links, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, StrictMode } from "react";
import { useTranslation } from "react-i18next";

import { preferencesOf } from "./preferences.server.ts";
import { ClockProvider } from "./ui/clock.tsx";
import { FRAME_FONTS } from "./ui/fonts.ts";
import { parseInstant } from "./ui/instants.ts";
import { FALLBACK_LOCALE, isLocale } from "./ui/locale.ts";
import { useNonce } from "./ui/nonce.tsx";
import { FeedLink, type PageHandle, PageTitle } from "./ui/page-title.tsx";
import { Patterns } from "./ui/patterns.tsx";
import { RefusalPage } from "./ui/refusal-page.tsx";
import { StaleNoticePlace } from "./ui/stale-notice.tsx";
import { ToastProvider } from "./ui/toast.tsx";
import { type Viewer, ViewerProvider } from "./ui/viewer.tsx";
import "./styles.css";

export const links: LinksFunction = () => [...FRAME_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  return json({ ...(await preferencesOf(request)), now: new Date().toISOString() });
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RefusalPage />;
}

export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const isStill = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.isStill);
  // Where the root loader itself failed there is neither user nor clock; the page still has a language.
  const locale = isLocale(i18n.language) ? i18n.language : FALLBACK_LOCALE;
  const viewer: Viewer = {
    name: root?.name ?? null,
    places: root?.places ?? [],
    seenAs: root?.seenAs ?? null,
    notices: root?.notices ?? null,
    locale,
    theme: root?.theme ?? null,
  };
  return (
    <html lang={locale} data-theme={viewer.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={viewer.theme ?? "light dark"} />
        <PageTitle />
        <FeedLink />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        <Patterns />
        <StaleNoticePlace />
        <StrictMode>
          <ViewerProvider viewer={viewer}>
            <ClockProvider now={root ? parseInstant(root.now) : 0}>
              <ToastProvider>{children}</ToastProvider>
            </ClockProvider>
          </ViewerProvider>
        </StrictMode>
        {!isStill && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}
