import { and, inArray, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts } from "#db/schema/availability.ts";
import { ledgerOf, type Segment, type Stretch } from "#domain/availability/ledger.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";
import { incidentsSince } from "#domain/incidents/queries.server.ts";

import { interruptionsOf, type StatusDay, type StatusVerdict, standingOf, statusDays, statusStretch } from "./days.ts";
import { type Headline, headlineOf } from "./headline.ts";
import { nameFor, type StatusLocale, type StatusPage } from "./page.ts";
import { type ToldIncident, toldIncident } from "./told.ts";

/** More in 90 days is no list that anybody reads. */
const MOST_INCIDENTS = 100;

export interface ComponentPicture {
  readonly name: string;
  readonly verdict: StatusVerdict;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly days: readonly StatusDay[];
  readonly interruptions: { readonly count: number; readonly lastedMs: number };
}

/** All that a status page shows to one who may read it, in their language. Nothing in it is known inside only. */
export interface StatusPicture {
  readonly title: string;
  readonly headline: Headline;
  readonly components: readonly ComponentPicture[];
  /** Not closed yet, the newest first. */
  readonly open: readonly ToldIncident[];
  /** Closed, of the last 90 days, the newest first. */
  readonly past: readonly ToldIncident[];
}

interface OfProject {
  readonly id: number;
  readonly timeZone: string;
}

/** The page's present and its last 90 days. */
export async function statusPicture(
  db: Database,
  project: OfProject,
  page: StatusPage,
  reader: StatusLocale,
  now = Date.now(),
): Promise<StatusPicture> {
  const stretch = statusStretch(now, project.timeZone);
  const [components, told] = await Promise.all([
    componentPictures(db, project, page, { reader, stretch, now }),
    toldIncidents(db, page, { reader, since: stretch.from }),
  ]);
  const open = told.filter(({ closedAt }) => closedAt === null);
  const past = told.filter(({ closedAt }) => closedAt !== null);
  return { title: page.title, headline: headlineOf(components, open), components, open, past };
}

/** The incidents that a page tells, without what only people inside may know. */
export async function toldIncidents(
  db: Database,
  page: StatusPage,
  { reader, since }: { readonly reader: StatusLocale; readonly since: number },
): Promise<ToldIncident[]> {
  const [found, judgedBy] = await Promise.all([
    incidentsSince(db, page.projectId, new Date(since), MOST_INCIDENTS),
    checksOf(db, page),
  ]);
  const components = page.components.map(({ serviceId, names }) => ({
    names,
    checkIds: judgedBy.get(serviceId) ?? [],
  }));
  return found.flatMap((incident) => toldIncident(incident, { components, reader, page: page.locale }) ?? []);
}

async function componentPictures(
  db: Database,
  project: OfProject,
  page: StatusPage,
  { reader, stretch, now }: { readonly reader: StatusLocale; readonly stretch: Stretch; readonly now: number },
): Promise<ComponentPicture[]> {
  const services = new Map((await servicesOf(db, project.id)).map((service) => [service.id, service]));
  const pictures = page.components.map(async ({ serviceId, names }) => {
    const service = services.get(serviceId);
    if (!service) return [];
    const { parts, maintenance, reclassifications } = await accountOf(db, project, service, stretch, now);
    const ledger = { window: stretch, parts, quorum: service.quorum, maintenance, reclassifications };
    return [componentPicture(nameFor(names, reader, page.locale), ledgerOf(ledger), stretch, project.timeZone)];
  });
  return (await Promise.all(pictures)).flat();
}

function componentPicture(
  name: string,
  segments: readonly Segment[],
  stretch: Stretch,
  timeZone: string,
): ComponentPicture {
  const standing = standingOf(segments) ?? { verdict: "unmonitored" as const, since: stretch.from };
  const days = statusDays(segments, stretch, timeZone);
  return { name, ...standing, days, interruptions: interruptionsOf(segments) };
}

/** The checks that the shown services are judged by, by service. */
async function checksOf(db: Database, { components }: StatusPage): Promise<Map<number, number[]>> {
  const byService = new Map<number, number[]>();
  if (components.length === 0) return byService;
  const ids = components.map(({ serviceId }) => serviceId);
  const rows = await db
    .select({ serviceId: serviceParts.serviceId, checkId: serviceParts.checkId })
    .from(serviceParts)
    .where(and(inArray(serviceParts.serviceId, ids), isNotNull(serviceParts.checkId)));
  for (const { serviceId, checkId } of rows) {
    if (checkId !== null) byService.set(serviceId, [...(byService.get(serviceId) ?? []), checkId]);
  }
  return byService;
}
