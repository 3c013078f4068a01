import { RemixBrowser } from "@remix-run/react";
import i18next from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";

import { loadTexts } from "./locales/index.ts";
import { i18nSettings } from "./locales/settings.ts";
import { FALLBACK_LOCALE, isLocale } from "./ui/locale.ts";

/** The server wrote the page in the language of <html lang>; only that language's texts are fetched. */
async function hydrate() {
  const { lang } = document.documentElement;
  const locale = isLocale(lang) ? lang : FALLBACK_LOCALE;
  await i18next.use(initReactI18next).init(i18nSettings(locale, await loadTexts(locale)));
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18next}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

// Radix locks scrolling behind dialogs by a <style> of its own, which the CSP lets in only with the page's nonce.
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

void hydrate();
