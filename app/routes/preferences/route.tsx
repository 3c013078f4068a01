import { type ActionFunctionArgs, redirect } from "@remix-run/node";

import { localeCookie, themeCookie } from "#app/http/preferences.server.ts";
import { safePath } from "#app/http/safe-redirect.ts";
import { forgetSessions, sessionOf } from "#app/http/session.server.ts";
import { isLocale } from "#app/ui/locale.ts";
import { isTheme } from "#app/ui/theme.ts";
import { database } from "#db/client.server.ts";
import { chooseReading, type Reading } from "#domain/identity/reading.server.ts";

/** The choice of language or theme at the foot of any page: kept by browser and user, then back to where one was. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const reading = readingOf(form);
  const session = await sessionOf(request);
  if (session && Object.keys(reading).length > 0) {
    await chooseReading(database(), session.user.id, reading);
    forgetSessions({ userId: session.user.id });
  }
  return redirect(safePath(form.get("to")), { headers: await cookiesOf(reading) });
}

export function loader() {
  return redirect("/");
}

function readingOf(form: FormData): Reading {
  const locale = form.get("locale");
  const theme = form.get("theme");
  return {
    ...(isLocale(locale) ? { locale } : {}),
    ...(isTheme(theme) ? { theme } : theme === "system" ? { theme: null } : {}),
  };
}

async function cookiesOf({ locale, theme }: Reading): Promise<Headers> {
  const headers = new Headers();
  if (locale) headers.append("set-cookie", await localeCookie.serialize(locale));
  if (theme) headers.append("set-cookie", await themeCookie.serialize(theme));
  if (theme === null) headers.append("set-cookie", await themeCookie.serialize("", { maxAge: 0 }));
  return headers;
}
