import { themeCookie } from "./http/preferences.server.ts";
import { localeOf } from "./i18next.server.ts";
import type { Locale } from "./ui/locale.ts";
import { isTheme, type Theme } from "./ui/theme.ts";

interface Preferences {
  readonly name: string | null;
  readonly locale: Locale;
  readonly theme: Theme | null;
}

/** How the reader of this request wants the page; theme null follows the system. */
export async function preferencesOf(request: Request): Promise<Preferences> {
  const theme: unknown = await themeCookie.parse(request.headers.get("cookie"));
  return { name: null, locale: await localeOf(request, null), theme: isTheme(theme) ? theme : null };
}
