import type { LoaderFunctionArgs } from "@remix-run/node";

import { addressOf } from "#app/http/address.ts";
import { notFound, tooManyRequests } from "#app/http/refusals.ts";
import { publicUrl } from "#app/http/settings.server.ts";
import { database } from "#db/client.server.ts";
import { RateLimit } from "#domain/identity/rates.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { calendarText } from "#domain/interventions/calendar.ts";
import { feedEvents, isFeedKey } from "#domain/interventions/feed.server.ts";

/** What one address may read: many calendars of an office stand behind one. */
const reading = new RateLimit<string>(60, 1);

/** A project's interventions for calendar programs, which sign in to nothing: the key in the address is what lets them in. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const wait = reading.take(addressOf(request), Date.now());
  if (wait > 0) throw tooManyRequests(wait);
  const project = await projectScope(database(), params.projectSlug ?? "");
  const key = new URL(request.url).searchParams.get("key") ?? "";
  // A wrong key and a project that is not there are one answer.
  if (!project || !(await isFeedKey(database(), project.id, key))) throw notFound();
  const base = publicUrl();
  const text = calendarText(await feedEvents(database(), project.id), {
    ...{ name: project.name, host: base.hostname, now: new Date() },
    pageOf: (id) => new URL(`/projects/${project.slug}/interventions/${id}`, base).href,
  });
  return new Response(text, {
    headers: {
      "content-type": "text/calendar; charset=utf-8; method=PUBLISH",
      "content-disposition": 'inline; filename="interventions.ics"',
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}
