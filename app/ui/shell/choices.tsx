import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { LOCALE_NAMES, LOCALES } from "#app/ui/locale.ts";
import { useViewer } from "#app/ui/viewer.tsx";

/** Works without scripts: each choice is a post that comes back to the same page. */
export function LocaleChoice() {
  const { t } = useTranslation("ui");
  const viewer = useViewer();
  return (
    <Choice label={t("shell.language")}>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === viewer.locale}
        >
          {locale.toUpperCase()} <span className="sr-only">{LOCALE_NAMES[locale]}</span>
        </button>
      ))}
    </Choice>
  );
}

export function ThemeChoice() {
  const { t } = useTranslation("ui");
  const viewer = useViewer();
  return (
    <Choice label={t("shell.theme.name")}>
      {(["light", "dark", "system"] as const).map((theme) => (
        <button
          key={theme}
          type="submit"
          name="theme"
          value={theme}
          aria-pressed={theme === (viewer.theme ?? "system")}
        >
          {t(`shell.theme.${theme}`)}
        </button>
      ))}
    </Choice>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="to" value={pathname + search} />
      <fieldset className="choice">
        <legend className="sr-only">{label}</legend>
        {children}
      </fieldset>
    </Form>
  );
}
