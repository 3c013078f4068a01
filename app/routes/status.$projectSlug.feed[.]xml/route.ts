import type { LoaderFunctionArgs } from "@remix-run/node";

import { requirePublicStatus } from "#app/http/public-status.server.ts";
import { publicUrl } from "#app/http/settings.server.ts";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";
import { statusStretch } from "#domain/status/days.ts";
import { atomFeed, type FeedEntry } from "#domain/status/feed.ts";
import { statusLink } from "#domain/status/links.server.ts";
import type { StatusLocale } from "#domain/status/page.ts";
import { toldIncidents } from "#domain/status/picture.server.ts";
import { incidentTitle, type ToldIncident } from "#domain/status/told.ts";
import { STATUS_WORDS } from "#domain/status/words.ts";

const MOST_ENTRIES = 50;
/** Readers ask all day; what is said is news for a minute. */
const KEPT_SECONDS = 60;

/** What was said of incidents in the last 90 days, for programs that read news. In the page's language. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, page } = await requirePublicStatus(request, params.projectSlug);
  const { from } = statusStretch(Date.now(), project.timeZone);
  const [incidents, { name }] = await Promise.all([toldIncidents(database(), page, from), provider(database())]);
  const address = statusLink(publicUrl(), project.slug);
  const entries = incidents.flatMap((incident) => entriesOf(incident, page.locale, address));
  const feed = atomFeed({
    title: page.title,
    author: name || page.title,
    locale: page.locale,
    page: address,
    self: `${address}/feed.xml`,
    entries: entries.sort((one, other) => other.at - one.at || other.id - one.id).slice(0, MOST_ENTRIES),
    begun: page.publicSince?.getTime() ?? from,
  });
  const headers = {
    "content-type": "application/atom+xml; charset=utf-8",
    "cache-control": `public, max-age=${KEPT_SECONDS}`,
  };
  return new Response(feed, { headers });
}

function entriesOf(incident: ToldIncident, locale: StatusLocale, address: string): FeedEntry[] {
  const title = incidentTitle(incident, locale, locale);
  const link = `${address}#incident-${incident.id}`;
  return incident.entries.map(({ id, at, kind, text }) => {
    const word = STATUS_WORDS[locale].kinds[kind];
    return { id, at, title: `${title} – ${word}`, text: text ?? word, link };
  });
}
