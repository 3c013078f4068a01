import { DatabaseAway, databaseWatch } from "./http/database-watch.server.ts";
import { streamKey } from "./http/live-stream.server.ts";
import { unreadOf } from "./http/notices.server.ts";
import { type Place, placesOf } from "./http/places.server.ts";
import { themeCookie } from "./http/preferences.server.ts";
import { type Rights, rightsOf } from "./http/rights.server.ts";
import { type LiveSession, sessionOf } from "./http/session.server.ts";
import { localeOf } from "./i18next.server.ts";
import type { Locale } from "./ui/locale.ts";
import { isTheme, type Theme } from "./ui/theme.ts";
import type { ViewerNotices } from "./ui/viewer.tsx";

interface Preferences {
  /** Null for nobody. */
  readonly name: string | null;
  readonly places: readonly Place[];
  /** As whom staff look for a while. */
  readonly seenAs: { readonly role: string; readonly clientName: string } | null;
  /** Null for nobody. */
  readonly notices: ViewerNotices | null;
  readonly locale: Locale;
  /** Null follows the system. */
  readonly theme: Theme | null;
}

/** How the reader of this request wants the page: what the user chose, else what this browser chose. */
export async function preferencesOf(request: Request): Promise<Preferences> {
  const { session, places, as, notices } = await readerOf(request);
  const cookie: unknown = await themeCookie.parse(request.headers.get("cookie"));
  const theme = session?.user.theme ?? cookie;
  return {
    name: session?.user.name ?? null,
    places,
    seenAs: as && { role: as.role, clientName: as.client.name },
    notices,
    locale: await localeOf(request, session?.user.locale ?? null),
    theme: isTheme(theme) ? theme : null,
  };
}

interface Reader {
  readonly session: LiveSession | null;
  readonly places: readonly Place[];
  readonly notices: ViewerNotices | null;
}

/** Who reads; nobody while the database is away: what is shown then needs a language and no more. */
async function readerOf(request: Request): Promise<Reader> {
  try {
    return await databaseWatch().during(async () => {
      const session = await sessionOf(request);
      if (!session) return NOBODY;
      const { seenAs: as, memberships } = await rightsOf(session.user.id, session.sessionId);
      const [places, unread] = await Promise.all([placesOf(session, as), unreadOf(session.user.id, memberships)]);
      return { session, as, places, notices: { unread, session: streamKey(session.sessionId) } };
    });
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
    return NOBODY;
  }
}

interface Reader {
  readonly session: LiveSession | null;
  readonly as: Rights["seenAs"];
  readonly places: readonly Place[];
  readonly notices: ViewerNotices | null;
}

const NOBODY: Reader = { session: null, as: null, places: [], notices: null };
