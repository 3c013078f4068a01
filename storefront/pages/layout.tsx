import type { ReactNode } from "react";

import { ICON_PATH, SCRIPT_PATH, STYLE_PATH } from "../http/assets.ts";
import { type Language, pathOf, samePageIn } from "../paths.ts";
import type { Words } from "../words/words.ts";

export interface PageHead {
  /** Without the brand, which is added. */
  readonly title: string;
  readonly description?: string;
  /** Left out of search engines: basket, checkout, the owner's pages. */
  readonly isPrivate?: boolean;
}

interface LayoutProps {
  readonly head: PageHead;
  readonly language: Language;
  readonly words: Words;
  readonly address: string;
  /** Of the request, without its question mark. */
  readonly query: string;
  readonly basketTyres: number;
  readonly children: ReactNode;
}

export function Layout({ head, language, words: { shell }, address, query, basketTyres, children }: LayoutProps) {
  const other: Language = language === "fr" ? "es" : "fr";
  const elsewhere = samePageIn(other, address);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${head.title} · ${shell.brand}`}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.isPrivate && <meta name="robots" content="noindex" />}
        <meta name="theme-color" content="#16181d" />
        <link rel="stylesheet" href={STYLE_PATH} />
        <link rel="icon" href={ICON_PATH} type="image/svg+xml" />
        <link rel="alternate" hrefLang={other} href={elsewhere} />
        {SCRIPT_PATH && <script type="module" src={SCRIPT_PATH} />}
      </head>
      <body>
        <a className="skip" href="#contenu">
          {shell.skip}
        </a>
        <header className="masthead">
          <div className="masthead-row">
            <a className="brand" href={pathOf("home", language)}>
              <span className="unseen">{`${shell.brand}, ${shell.slogan}`}</span>
              <Wordmark />
            </a>
            <nav aria-label={shell.menu}>
              <a href={pathOf("results", language)}>{shell.search}</a>
              <a href={pathOf("centres", language)}>{shell.centres}</a>
              <a href={pathOf("tracking", language)}>{shell.tracking}</a>
            </nav>
            <a className="language" href={query ? `${elsewhere}?${query}` : elsewhere} hrefLang={other} lang={other}>
              {shell.otherLanguage}
            </a>
            <a className="basket-link" href={pathOf("basket", language)}>
              {basketTyres > 0 ? <span className="unseen">{shell.basketOf(basketTyres)}</span> : shell.basket}
              {basketTyres > 0 && (
                <span aria-hidden="true">
                  {shell.basket}
                  <span className="basket-count">{basketTyres}</span>
                </span>
              )}
            </a>
          </div>
        </header>
        <main id="contenu">{children}</main>
        <footer className="footer">
          <p className="footer-help">{shell.help}</p>
          <p>
            <a href={pathOf("account", language)}>{shell.account}</a>
            <a href={pathOf("legal", language)}>{shell.legal}</a>
            <a href={pathOf("terms", language)}>{shell.terms}</a>
          </p>
          <p className="footer-small">{shell.footer}</p>
        </footer>
      </body>
    </html>
  );
}

/** The brand, whose O is a tyre. */
export function Wordmark() {
  return (
    <svg viewBox="0 0 168 34" width="168" height="34" aria-hidden="true" className="wordmark">
      <text x="0" y="28">
        P
      </text>
      <Tyre cx={38} />
      <text x="56" y="28">
        PG
      </text>
      <Tyre cx={120} />
      <text x="138" y="28">
        M
      </text>
    </svg>
  );
}

function Tyre({ cx }: { cx: number }) {
  return (
    <>
      <circle cx={cx} cy="17" r="11" className="wordmark-tyre" />
      <circle cx={cx} cy="17" r="2.6" className="wordmark-hub" />
    </>
  );
}
