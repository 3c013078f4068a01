import { type ActionFunctionArgs, redirect } from "@remix-run/node";

import { localeCookie, themeCookie } from "#app/http/preferences.server.ts";
import { isLocale } from "#app/ui/locale.ts";
import { isTheme } from "#app/ui/theme.ts";

/** The choice of language or theme from the foot of any page: kept in the browser, then back to where one was. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const locale = form.get("locale");
  const theme = form.get("theme");
  const headers = new Headers();
  if (isLocale(locale)) headers.append("set-cookie", await localeCookie.serialize(locale));
  if (isTheme(theme)) headers.append("set-cookie", await themeCookie.serialize(theme));
  if (theme === "system") headers.append("set-cookie", await themeCookie.serialize("", { maxAge: 0 }));
  return redirect(ownPath(form.get("to")), { headers });
}

export function loader() {
  return redirect("/");
}

/** A path of this site, never another one. */
function ownPath(to: FormDataEntryValue | null): string {
  return typeof to === "string" && /^\/(?![/\\])[^\\]*$/.test(to) ? to : "/";
}
